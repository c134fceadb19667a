package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.Script;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The console's JSON API, as a script of the operator's uses it. */
public final class BoxConsole implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final URI url;
    private final Duration patience;
    private final Duration lookAgain;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BoxConsole(URI url) {
        this(url, PATIENCE, LOOK_AGAIN);
    }

    /** Which waits so long for the end of a deployment, and looks so often. */
    BoxConsole(URI url, Duration patience, Duration lookAgain) {
        this.url = url;
        this.patience = patience;
        this.lookAgain = lookAgain;
    }

    /** Deploys the release and waits for the deployment's end; says what it was. */
    public JsonNode deploy(String digest) {
        return post("/api/deployments", digest, "the test");
    }

    /** Goes back to the release that served before, and waits for the deployment's end. */
    public JsonNode rollBack(String reason) {
        return post("/api/rollbacks", null, reason);
    }

    private JsonNode post(String path, @Nullable String digest, String reason) {
        var wish = JSON.createObjectNode().put("reason", reason);
        if (digest != null) {
            wish.put("digest", digest);
        }
        HttpResponse<String> answer = ask("POST", path, wish.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        long end = System.nanoTime() + patience.toNanos();
        JsonNode now = get(location);
        while (now.path("finishedAt").isNull()) {
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            LockSupport.parkNanos(lookAgain.toNanos());
            now = get(location);
        }
        return now;
    }

    /** What it answers. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = ask("GET", path, "");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " is not JSON: " + answer.body(), e);
        }
    }

    /** The digest of what serves, as the console says; empty when nothing does or it does not know. */
    public String serving() {
        return get("/api/releases").path("serving").asText("");
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(url.resolve(path))
                    .timeout(Duration.ofMinutes(1))
                    .header("Authorization", "Bearer " + Script.TOKEN)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
