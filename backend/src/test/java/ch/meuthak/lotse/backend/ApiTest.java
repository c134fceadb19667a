package ch.meuthak.lotse.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.RawClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
    private final RunningBackend backend = RunningBackend.alone();

    @AfterAll
    void stop() {
        backend.close();
    }

    @Test
    void theReleaseSaysWhatServesAndEveryAnswerCarriesItsShortForm() throws Exception {
        HttpResponse<String> release = backend.get("/api/v1/release");
        assertThat(release.body())
                .contains("\"version\":\"", "\"digest\":\"" + RunningBackend.DIGEST + '"', "\"slot\":\"blue\"")
                .contains("\"revision\":\"", "\"builtAt\":\"20", "\"startedAt\":\"20")
                .doesNotContain("${");
        for (String path : new String[] {"/", "/nowhere", "/health/ready", "/openapi.yaml", "/hooks/redeploy/x"}) {
            HttpResponse<String> answer = backend.get(path);
            assertThat(answer.headers().firstValue("X-Release").orElse(""))
                    .as(path)
                    .endsWith("+0123456789ab");
            assertThat(answer.headers().firstValue("X-Request-Id")).as(path).isPresent();
        }
    }

    @Test
    void theIndexLinksToPathsThatAnswer() throws Exception {
        HttpResponse<String> index = backend.get("/");
        var links = new ObjectMapper().readTree(index.body()).get("links");
        assertThat(links).isNotEmpty();
        for (var link : links) {
            assertThat(backend.get(link.asText()).statusCode())
                    .as(link.asText())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatHasTheReleaseAlreadyGets304WithoutABody() throws Exception {
        HttpResponse<String> first = backend.get("/api/v1/release");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        for (String known : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
            HttpResponse<String> again = backend.get("/api/v1/release", "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(etag);
        }
        assertThat(backend.get("/api/v1/release", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(backend.get("/openapi.yaml").headers().firstValue("ETag")).isPresent();
    }

    @Test
    void headAnd304LeaveTheConnectionInStep() throws Exception {
        try (RawClient client = backend.raw()) {
            client.send("HEAD /api/v1/release HTTP/1.1\nHost: x\n\n")
                    .send("GET /api/v1/release HTTP/1.1\nHost: x\nIf-None-Match: *\n\n")
                    .send("GET /health/live HTTP/1.1\nHost: x\n\n");
            RawClient.Reply head = client.readHead();
            assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
            assertThat(client.read().status()).isEqualTo(304);
            assertThat(client.read().body()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
        }
    }

    @Test
    void anyPageMayReadAndNoPageMaySendAnythingElse() throws Exception {
        HttpResponse<String> get = backend.get("/api/v1/release", "Origin", "https://example.org");
        assertThat(get.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(get.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        HttpResponse<String> allowed = backend.send(
                "OPTIONS", "/api/v1/release", "", "Origin", "https://a.b", "Access-Control-Request-Method", "GET");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
        HttpResponse<String> refused = backend.send(
                "OPTIONS", "/hooks/redeploy", "", "Origin", "https://a.b", "Access-Control-Request-Method", "POST");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(refused.headers().firstValue("Allow")).contains("POST, OPTIONS");
    }

    @Test
    void wrongMethodsUnknownPathsAndTrailingSlashes() throws Exception {
        HttpResponse<String> wrong = backend.send("DELETE", "/api/v1/release", "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(backend.get("/api/v1/release/").statusCode()).isEqualTo(200);
        assertThat(backend.get("/hooks/redeploy").statusCode()).isEqualTo(405);
        HttpResponse<String> nowhere = backend.get("/api/v1/%3Cscript%3E");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"status\":404", "\"title\":\"Not Found\"", "\"requestId\":\"");
    }

    @Test
    void healthHasABodyAndReadinessIsOnTheAdminListenerToo() throws Exception {
        assertThat(backend.get("/health/ready").body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"accepting-requests\",\"status\":\"UP\"}]}");
        assertThat(backend.get("/health/started").statusCode()).isEqualTo(200);
        assertThat(backend.admin("/health/ready").statusCode()).isEqualTo(200);
        assertThat(backend.get("/health/ready").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void metricsAreOnTheAdminListenerOnlyAndLabelledByRoute() throws Exception {
        backend.get("/api/v1/release");
        backend.get("/secret-path-of-a-scanner");
        assertThat(backend.get("/metrics").statusCode()).isEqualTo(404);
        // a request is counted when it is over, which is after its answer
        Await.until("the requests to be counted", () -> {
            String counted = backend.admin("/metrics").body();
            return counted.contains("route=\"/api/v1/release\"") && counted.contains("route=\"none\"");
        });
        HttpResponse<String> metrics = backend.admin("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("lotse_request_seconds_count{method=\"GET\",route=\"/api/v1/release\",status=\"200\"}")
                .contains("route=\"none\",status=\"404\"")
                .contains("lotse_requests_in_flight")
                .doesNotContain("scanner");
        assertThat(metrics.body().lines())
                .allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{[^}]*\\})? [0-9.]+"));
    }

    @Test
    void withoutAConsoleTheStatusIsUnknownAndTheHookIs503() throws Exception {
        HttpResponse<String> status = backend.get("/api/v1/status");
        assertThat(status.body()).contains("\"status\":\"unknown\"", "\"components\":[]");
        HttpResponse<String> hook = backend.send("POST", "/hooks/redeploy", "{}", "Content-Type", "application/json");
        assertThat(hook.statusCode()).isEqualTo(503);
        assertThat(hook.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(hook.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void theStatusTimeIsATime() throws Exception {
        String body = backend.get("/api/v1/status").body();
        String asOf = body.replaceAll(".*\"asOf\":\"([^\"]*)\".*", "$1");
        assertThat(Instant.parse(asOf)).isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void noNumberOfInventedAddressesHidesTheOneThatTheProxyAdded() throws Exception {
        String invented = "198.51.100.1, ".repeat(40);
        assertThat(backend.get("/api/v1/request", "X-Forwarded-For", invented + "203.0.113.9")
                        .body())
                .contains("\"clientAddress\":\"203.0.113.9\"");
    }

    @Test
    void theRequestSaysWhatIsBelievedAndWhy() throws Exception {
        String arrival = backend.get(
                        "/api/v1/request",
                        "X-Forwarded-For",
                        "6.6.6.6, 203.0.113.9, 10.0.0.7",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Port",
                        "443",
                        "X-Amzn-Trace-Id",
                        "Root=1-67891233-abcdef012345678912345678",
                        "Cookie",
                        "session=secret",
                        "Authorization",
                        "Bearer secret")
                .body();
        assertThat(arrival)
                .contains("\"clientAddress\":\"203.0.113.9\"", "\"peerAddress\":\"127.0.0.1\"")
                .contains("\"proxies\":[\"10.0.0.7\",\"127.0.0.1\"]", "\"scheme\":\"https\"", "\"port\":443")
                .contains("\"traceId\":\"Root=1-67891233-abcdef012345678912345678\"")
                .contains("only the entries after 6.6.6.6 were added by trusted proxies")
                .doesNotContain("secret");
        String nonsense =
                backend.get("/api/v1/request", "X-Forwarded-Proto", "gopher").body();
        assertThat(nonsense).contains("\"scheme\":\"http\"", "the value is not valid");
    }

    @Test
    void aStrangersForwardingHeadersAreShownButNotBelieved() throws Exception {
        var settings = RunningBackend.settings();
        settings.put("lotse.trusted.proxies", "192.0.2.0/24");
        try (RunningBackend stranger = new RunningBackend(settings)) {
            String arrival = stranger.get(
                            "/api/v1/request", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https")
                    .body();
            assertThat(arrival)
                    .contains("\"clientAddress\":\"127.0.0.1\"", "\"scheme\":\"http\"", "\"believed\":false")
                    .contains("127.0.0.1 is not a trusted proxy (LOTSE_TRUSTED_PROXIES)");
        }
    }

    @Test
    void bodiesHeadsAndLinesThatAreTooLongAreProblems() throws Exception {
        try (RawClient client = backend.raw()) {
            client.send("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 10485760\n\n");
            client.send(new byte[10 << 20]);
            assertProblem(client, 413);
        }
        try (RawClient client = backend.raw()) {
            client.send("GET / HTTP/1.1\nHost: x\nX-Long: " + "a".repeat(100_000) + "\n\n");
            assertProblem(client, 400);
        }
        try (RawClient client = backend.raw()) {
            client.send("GET /" + "a".repeat(8_000) + " HTTP/1.1\nHost: x\n\n");
            assertProblem(client, 414);
        }
        try (RawClient client = backend.raw()) {
            client.send("nonsense\n\n");
            assertProblem(client, 400);
        }
    }

    private static void assertProblem(RawClient client, int status) throws Exception {
        RawClient.Reply reply = client.read();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Release")).endsWith("+0123456789ab");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(client.isClosedByServer()).isTrue();
    }
}
