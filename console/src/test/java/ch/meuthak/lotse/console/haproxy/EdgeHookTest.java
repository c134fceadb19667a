package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.UnixSocket;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code LOTSE_EDGE_HOOK}: the redeploy hook goes to the console's socket, past a release that knows nothing of it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class EdgeHookTest extends EdgeFixture {
    private static final String POST = "POST /hooks/redeploy HTTP/1.1\nHost: x\nAuthorization: Bearer a.b.c\n"
            + "X-Forwarded-For: 198.51.100.1, 203.0.113.9\nContent-Length: 4\nConnection: close\n\nbody";

    private WebServer console;
    private HaProxy edge;

    EdgeHookTest() throws IOException {}

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path socket = folder.resolve("hook.sock");
        console = WebServer.builder()
                .bindAddress(UnixSocket.at(socket))
                .shutdownHook(false)
                .routing(routing -> routing.any(EdgeHookTest::answer))
                .build()
                .start();
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        edge = edge(Map.of("LOTSE_EDGE_HOOK", socket.toString(), "LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8"));
    }

    private static void answer(ServerRequest request, ServerResponse response) {
        String body = request.content().hasEntity() ? request.content().as(String.class) : "";
        response.status(Status.ACCEPTED_202)
                .header(HeaderNames.LOCATION, "/hooks/redeploy/1")
                .send("console " + request.prologue().method().text() + " "
                        + request.path().path() + " "
                        + request.headers().value(HeaderNames.AUTHORIZATION).orElse("") + " "
                        + request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of) + " " + body);
    }

    @AfterEach
    void stop() {
        console.stop();
    }

    @Test
    void aCallReachesTheConsoleWholeAndWithTheCallersAddressAlone() throws Exception {
        Reply reply = edge.ask(POST);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location")).isEqualTo("/hooks/redeploy/1");
        assertThat(reply.body()).isEqualTo("console POST /hooks/redeploy Bearer a.b.c [203.0.113.9] body");
        assertThat(edge.get("/hooks/redeploy/1").body()).startsWith("console GET /hooks/redeploy/1 ");
        assertThat(release.requests()).isZero();
    }

    @Test
    void everythingElseIsTheReleases() throws Exception {
        for (String path : new String[] {"/", "/hooks", "/hooks/redeployed", "/public/status"}) {
            assertThat(edge.get(path).body()).as(path).startsWith("blue ");
        }
    }

    @Test
    void aReleaseThatDoesNotAnswerDoesNotKeepThePipelineFromReplacingIt() throws Exception {
        release.close();

        assertThat(edge.ask(POST).status()).isEqualTo(202);
    }
}
