package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.testing.RawClient;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@SuppressWarnings("NullAway.Init")
class ConsoleTest {
    @TempDir
    private Path folder;

    private FakeConsole console;
    private RunningBackend backend;

    @BeforeEach
    void start() {
        console = new FakeConsole(folder.resolve("hook.sock"));
        backend = RunningBackend.with(folder.resolve("hook.sock"));
    }

    @AfterEach
    void stop() {
        backend.close();
        console.close();
    }

    @Test
    void theHookPassesTheBytesAndTheHeadersUntouchedAndTheAnswerBack() throws Exception {
        String body = "{ \"malformed\": \u00e4\u0000 ";
        HttpResponse<String> answer = backend.send(
                "POST",
                "/hooks/redeploy",
                body,
                "Authorization",
                "Bearer abc",
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "k-1",
                "X-Lotse-Signature",
                "sha256=00",
                "X-Lotse-Timestamp",
                "1764057600",
                "X-Lotse-Id",
                "i-1",
                "X-Request-Id",
                "r-1",
                "Cookie",
                "c=1",
                "X-Forwarded-For",
                "203.0.113.9");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"id\":\"d-1\"}");
        assertThat(answer.headers().firstValue("Location")).contains("/hooks/redeploy/d-1");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("X-Internal")).isEmpty();
        assertThat(console.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(console.headers())
                .containsEntry("authorization", "Bearer abc")
                .containsEntry("content-type", "application/json")
                .containsEntry("idempotency-key", "k-1")
                .containsEntry("x-lotse-signature", "sha256=00")
                .containsEntry("x-lotse-timestamp", "1764057600")
                .containsEntry("x-lotse-id", "i-1")
                .containsEntry("x-request-id", "r-1")
                .containsEntry("x-forwarded-for", "203.0.113.9")
                .doesNotContainKey("cookie");
    }

    @Test
    void theConsolesRefusalComesBackAsItIs() throws Exception {
        console.hookAnswers(503);
        assertThat(backend.send("POST", "/hooks/redeploy", "{}").statusCode()).isEqualTo(503);
        console.hookAnswers(409);
        assertThat(backend.send("POST", "/hooks/redeploy", "").statusCode()).isEqualTo(409);
        console.hookAnswers(401);
        assertThat(backend.send("POST", "/hooks/redeploy", "{}").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"lotse\"");
    }

    @Test
    void theStateOfARedeployIsAskedByItsIdAndNothingElseGetsThrough() throws Exception {
        assertThat(backend.get("/hooks/redeploy/d-1").body()).isEqualTo("{\"id\":\"d-1\"}");
        assertThat(backend.get("/hooks/redeploy/..%2Fstatus").statusCode()).isEqualTo(400);
        assertThat(backend.get("/hooks/redeploy/a%20b").statusCode()).isEqualTo(404);
        assertThat(backend.get("/hooks/redeploy/" + "x".repeat(65)).statusCode())
                .isEqualTo(404);
    }

    private void awaitARequestInFlight() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!backend.admin("/metrics").body().contains("lotse_requests_in_flight 1\n")) {
            assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(end);
        }
    }

    @Test
    void aSlowPostOfThreeSecondsIsAnsweredAndADrainLetsItFinish() throws Exception {
        try (RawClient client = backend.raw()) {
            client.send("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 4\n\n1");
            awaitARequestInFlight();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(backend::close);
            assertThatThrownBy(() -> stopping.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            client.send("234");
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.header("Connection")).isEqualTo("close");
            stopping.get(20, TimeUnit.SECONDS);
        }
        assertThat(console.body()).isEqualTo("1234".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRedeployRequestInBrokenChunksIsTheClientsMistake() throws Exception {
        try (RawClient client = backend.raw()) {
            client.send("POST /hooks/redeploy HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nzz\n{}\n0\n\n");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void theStatusIsTheConsolesWordWithoutItsInternals() throws Exception {
        assertThat(backend.get("/api/v1/status").body())
                .isEqualTo("{\"status\":\"operational\",\"components\":[{\"name\":\"API\",\"status\":\"operational\"}],"
                        + "\"asOf\":\"2026-11-23T15:00:00Z\"}");
    }

    @Test
    void nonsenseFromTheConsoleIsUnknown() throws Exception {
        for (String nonsense : new String[] {
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{\"status\":\"fine\",\"components\":[],\"asOf\":\"2026-11-23T15:00:00Z\"}",
            "{\"status\":\"operational\",\"components\":[null],\"asOf\":\"2026-11-23T15:00:00Z\"}",
            "{\"status\":\"operational\",\"components\":[{\"name\":\"<b>\",\"status\":\"operational\"}],"
                    + "\"asOf\":\"2026-11-23T15:00:00Z\"}",
            "{\"status\":\"operational\",\"components\":[],\"asOf\":\"yesterday\"}",
            "{\"status\":\"operational\",\"components\":[],\"asOf\":\"2026-11-23T15:00:00Z\"} trailing"
        }) {
            console.saysRaw(nonsense);
            assertThat(backend.get("/api/v1/status").body()).as(nonsense).contains("\"status\":\"unknown\"");
        }
    }

    @Test
    void aConsoleThatHasGoneIs503ForTheHookAndUnknownForTheStatusUntilItIsBack() throws Exception {
        console.close();
        assertThat(backend.send("POST", "/hooks/redeploy", "{}").statusCode()).isEqualTo(503);
        assertThat(backend.get("/api/v1/status").body()).contains("\"status\":\"unknown\"");
        assertThat(backend.get("/health/ready").statusCode()).isEqualTo(200);
        console = new FakeConsole(folder.resolve("hook.sock"));
        assertThat(backend.send("POST", "/hooks/redeploy", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void aConsoleThatHangsDoesNotHangTheStatus() throws Exception {
        Path silent = folder.resolve("silent.sock");
        var settings = RunningBackend.settings();
        settings.put("lotse.hook.socket", silent.toString());
        settings.put("lotse.status.deadline", "300ms");
        settings.put("lotse.hook.deadline", "300ms");
        try (ServerSocketChannel hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(silent));
            try (RunningBackend waiting = new RunningBackend(settings)) {
                assertThat(waiting.get("/api/v1/status").body()).contains("\"status\":\"unknown\"");
                assertThat(waiting.send("POST", "/hooks/redeploy", "{}").statusCode())
                        .isEqualTo(503);
            }
        }
    }

    @Test
    void preferWaitAnswersAtTheChangeOfTheStatus() throws Exception {
        console.saysLater("deploying");
        long began = System.nanoTime();
        HttpResponse<String> status = backend.get("/api/v1/status", "Prefer", "wait=25");
        assertThat(status.body()).contains("\"status\":\"deploying\"");
        assertThat(status.headers().firstValue("Preference-Applied")).contains("wait=25");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void preferWaitEndsWithTheUnchangedStatusAndIsClampedAndIgnoredWhenItIsNonsense() throws Exception {
        long began = System.nanoTime();
        assertThat(backend.get("/api/v1/status", "Prefer", "respond-async, wait=1")
                        .body())
                .contains("\"status\":\"operational\"");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(990));
        assertThat(backend.get("/api/v1/status", "Prefer", "wait=soon")
                        .headers()
                        .firstValue("Preference-Applied"))
                .isEmpty();
    }

    @Test
    void aDrainEndsTheWaitWithAnAnswer() throws Exception {
        try (RawClient client = backend.raw()) {
            client.send("GET /api/v1/status HTTP/1.1\nHost: x\nPrefer: wait=30\n\n");
            awaitARequestInFlight();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(backend::close);
            assertThat(client.read().status()).isEqualTo(200);
            stopping.get(20, TimeUnit.SECONDS);
        }
    }
}
