package ch.meuthak.lotse.backend;

import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Drain;
import ch.meuthak.lotse.server.Guard;
import ch.meuthak.lotse.server.Limits;
import ch.meuthak.lotse.server.LotseServer;
import ch.meuthak.lotse.server.Problem;
import ch.meuthak.lotse.server.Routes;
import ch.meuthak.lotse.server.UnixSocket;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The console's end of the socket: remembers what came and answers what a test says. */
final class FakeConsole implements AutoCloseable {
    private final LotseServer server;
    private volatile byte[] body = new byte[0];
    private volatile Map<String, String> headers = Map.of();
    private volatile String status = "";
    private volatile String later = "";
    private volatile int hookStatus = 202;
    private volatile int outcomeStatus = 200;
    private volatile String deployment = "{\"id\":\"d-1\"}";

    FakeConsole(Path socket) {
        Drain drain = new Drain();
        Guard guard = new Guard(Limits.defaults(), drain, List.of());
        Routes routes = new Routes()
                .get("/status", this::status)
                .get("/hooks/redeploy/{id}", (request, response) -> answer(request, response, outcomeStatus))
                .post("/hooks/redeploy", this::hook);
        server = LotseServer.start(
                guard.protect(WebServer.builder().bindAddress(UnixSocket.at(socket)))
                        .routing(routes.addTo(guard.routing(List.of()))),
                drain,
                Duration.ZERO,
                Duration.ofSeconds(1));
        says("operational");
    }

    void says(String word) {
        status = "{\"status\":\"" + word + "\",\"components\":[{\"name\":\"API\",\"status\":\"" + word
                + "\",\"internal\":\"i-0ac165e251c3c44ac\"}],\"asOf\":\"2026-11-23T15:00:00Z\",\"secret\":\"arn:aws\"}";
    }

    void saysRaw(String json) {
        status = json;
    }

    /** Says this from the next question but one on. */
    void saysLater(String word) {
        later = word;
    }

    void hookAnswers(int code) {
        hookStatus = code;
    }

    void outcomeAnswers(int code) {
        outcomeStatus = code;
    }

    /** What it says of the deployment, in JSON. */
    void hasDeployment(String json) {
        deployment = json;
    }

    byte[] body() {
        return body.clone();
    }

    Map<String, String> headers() {
        return headers;
    }

    private void status(ServerRequest request, ServerResponse response) {
        String said = status;
        if (!later.isEmpty()) {
            says(later);
            later = "";
        }
        json(request, response, said);
    }

    private void hook(ServerRequest request, ServerResponse response) throws IOException {
        byte[] read =
                request.content().hasEntity() ? request.content().inputStream().readAllBytes() : new byte[0];
        Map<String, String> seen = new HashMap<>();
        request.headers().forEach(header -> seen.put(header.name().toLowerCase(Locale.ROOT), header.get()));
        headers = seen;
        body = read;
        answer(request, response, hookStatus);
    }

    private void answer(ServerRequest request, ServerResponse response, int code) {
        Status answered = Status.create(code);
        response.status(answered)
                .header(HeaderNames.LOCATION, "/hooks/redeploy/d-1")
                .header(HeaderNames.RETRY_AFTER, "7")
                .header(HeaderNames.create("X-Internal"), "do not pass");
        if (code == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"lotse\"");
        }
        if (code < 400) {
            json(request, response, deployment);
        } else {
            Answer.send(
                    request,
                    response,
                    HeaderValues.create(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE),
                    Problem.of(answered, "As the test says.", "", "").bytes());
        }
    }

    private static void json(ServerRequest request, ServerResponse response, String json) {
        Answer.send(request, response, HeaderValues.CONTENT_TYPE_JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
