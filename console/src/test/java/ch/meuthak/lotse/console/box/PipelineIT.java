package ch.meuthak.lotse.console.box;

import static ch.meuthak.lotse.console.trust.TokenIssuer.OWNER_ID;
import static ch.meuthak.lotse.console.trust.TokenIssuer.REPOSITORY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.pipeline.Runner;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.server.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole way of a push: a runner with a token, HTTPS through a load balancer, the edge, the backend, the unix socket, the
 * console, the engine, and the edge again; and the same from a CI system with a secret. Strangers knock at the hook meanwhile.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class PipelineIT {
    private static final int REQUESTS_PER_SECOND = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECRET = "a secret of this test, of more than 32 bytes";
    private static final String RUN = "github octo-org/octo-repo run 32291736541 by octocat";

    private Path folder;
    private TokenIssuer issuer;
    private RegistryStack box;
    private BoxLoadBalancer balancer;
    private OtherCi ci;

    @BeforeAll
    void up(@TempDir Path temporary) throws Exception {
        folder = temporary;
        issuer = TokenIssuer.start();
        box = RegistryStack.up(
                folder,
                Map.of(
                        "LOTSE_DEPLOY_BAKE_TIME",
                        "3s",
                        "LOTSE_DEPLOY_CHECK_TIME",
                        "10s",
                        "LOTSE_DEPLOY_STOP_TIME",
                        "2s",
                        "LOTSE_HOOK_GITHUB_REPOSITORY_ID",
                        REPOSITORY_ID,
                        "LOTSE_HOOK_GITHUB_OWNER_ID",
                        OWNER_ID,
                        "LOTSE_HOOK_GITHUB_ISSUER",
                        issuer.url(),
                        "LOTSE_HOOK_SECRET",
                        SECRET,
                        // Where the engine makes networks: to the edge, everything on this machine comes from such a
                        // gateway.
                        "LOTSE_LOAD_BALANCER_NETWORK",
                        "172.16.0.0/12"));
        balancer = BoxLoadBalancer.before(box.stack().api(), folder.resolve("tls"));
        ci = new OtherCi(folder, balancer.url(), balancer.authority()).knowing(SECRET);
    }

    @AfterAll
    void down() {
        if (balancer != null) {
            balancer.close();
        }
        if (box != null) {
            box.close();
        }
        issuer.close();
    }

    private Load load() {
        return MixedLoad.ofStrangers(box.stack().api(), REQUESTS_PER_SECOND);
    }

    private Runner.Outcome push(String digest) throws Exception {
        return new Runner(folder)
                .tokensFrom(issuer.requestUrl(), issuer.requestToken())
                .env("NODE_EXTRA_CA_CERTS", balancer.authority().toString())
                .with("url", balancer.url())
                .with("domain", box.stack().setting("LOTSE_DOMAIN"))
                .with("digest", digest)
                .with("reason", "a push of the test")
                .run(PATIENCE);
    }

    private JsonNode newest() {
        return box.console().get("/api/deployments?limit=1").at("/deployments/0");
    }

    /** The newest calls of the hook, the first of each kind the newest: {@code POST 202 trusted hmac: why}. */
    private List<String> calls() {
        JsonNode calls = box.console().get("/api/hook-calls?limit=100");
        return Stream.of("trusted", "others")
                .flatMap(kind -> StreamSupport.stream(calls.path(kind).spliterator(), false))
                .map(call ->
                        call.path("method").asText() + " " + call.path("status").asInt()
                                + (call.path("trusted").asBoolean() ? " trusted " : " unproved ")
                                + call.path("who").asText("nobody") + ": "
                                + call.path("cause").asText(""))
                .toList();
    }

    private void assertThatServes(String digest) throws Exception {
        assertThat(box.release().path("digest").asText()).isEqualTo(digest);
        assertThat(box.console().serving()).isEqualTo(digest);
        assertThat(box.backends()).singleElement().asString().endsWith(" running");
    }

    @Test
    @Order(1)
    void aPushIsDeployedUnderLoadAndTheActionIsGreen() throws Exception {
        String digest = box.variants().publish();
        try (Load load = load()) {
            Runner.Outcome outcome = push(digest);
            load.finish();

            System.out.println("a push: " + load.failed() + " of " + load.sent() + " requests failed");
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(500);
            assertThat(outcome.outputs())
                    .isEqualTo(Map.of("id", newest().path("id").asText(), "state", "succeeded"));
            assertThat(outcome.log().shown()).contains("Step switching: ", digest + " serves ");
            assertThat(outcome.summary())
                    .startsWith("## Deployed\n")
                    .contains(digest.substring(7), "| baking |", "| draining |");
        }
        assertThatServes(digest);
        assertThat(newest().at("/origin/name").asText()).isEqualTo(RUN);
        assertThat(newest().path("reason").asText()).isEqualTo("a push of the test");
    }

    @Test
    @Order(2)
    void theOperatorSeesWhoAskedAndWhoWasTurnedAwayAndNoToken() {
        assertThat(calls())
                .contains("POST 202 trusted " + RUN + ": ", "GET 200 trusted " + RUN + ": ")
                .anyMatch(call -> call.startsWith("POST 401 unproved nobody: "))
                .anyMatch(call -> call.startsWith("POST 429 unproved nobody: Too many calls"));
        String seen = box.stack().logs() + calls() + newest();
        for (String token : issuer.issued()) {
            assertThat(seen).doesNotContain(token.substring(token.lastIndexOf('.') + 1));
        }
    }

    @Test
    @Order(3)
    void aPushThatExitsAtItsStartCostsNoRequestAndTheActionSaysWhy() throws Exception {
        String before = box.console().serving();
        String digest = box.variants().publish(PerlRelease.EXITS.lines());
        try (Load load = load()) {
            Runner.Outcome outcome = push(digest);
            load.finish();

            assertThatItSaysWhy(outcome, "failed", "## Not deployed\n", "exited", "3", "giving up");
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(100);
        }
        assertThatServes(before);
    }

    @ParameterizedTest
    @Order(4)
    @CsvSource(delimiter = '|', textBlock = """
            DIES        | exited                  | 9 | out of luck
            ANSWERS_500 | failed in the candidate |   | listening
            """)
    void aPushThatIsBadUnderTrafficIsRolledBackAndTheActionSaysWhy(
            PerlRelease release, String why, @Nullable String exitCode, String line) throws Exception {
        String before = box.console().serving();
        String digest = box.variants().publish(release.lines());
        try (Load load = load()) {
            Runner.Outcome outcome = push(digest);

            System.out.println(release + ": " + load.failed() + " of " + load.sent() + " requests failed");
            assertThatItSaysWhy(outcome, "rolled_back", "## Rolled back\n", why, exitCode, line);
        }
        assertThatServes(before);
    }

    private static void assertThatItSaysWhy(
            Runner.Outcome outcome, String state, String title, String why, @Nullable String exitCode, String line) {
        String code = exitCode == null ? "" : " (exit code " + exitCode + ")";
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.outputs()).containsEntry("state", state);
        assertThat(outcome.log().data("error")).singleElement().asString().contains(why);
        assertThat(outcome.summary())
                .startsWith(title)
                .contains(why, "**What the candidate said last" + code + "**\n\n```text\n")
                .containsPattern("(?m)^[^|\n]*" + line + "$");
    }

    @Test
    @Order(5)
    void anotherCiSystemDeploysWithWhatTheReadmeSays() throws Exception {
        String digest = box.variants().publish();

        assertThat(ci.deploy(digest).lines()).endsWith("succeeded");

        assertThatServes(digest);
        assertThat(newest().at("/origin/name").asText()).isEqualTo("hmac");
        assertThat(calls()).contains("POST 202 trusted hmac: ", "GET 200 trusted hmac: ");
    }

    @Test
    @Order(6)
    void aReplayIsRefusedAfterTheConsoleWasRestartedAndAStrangerAlways() throws Exception {
        String body = "{\"digest\": \"sha256:" + "ab".repeat(32) + "\", \"reason\": \"nobody has such an image\"}";
        String signed = ci.sign(body);
        String audience = "lotse:" + box.stack().setting("LOTSE_DOMAIN") + ":"
                + Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
        String token = bearer(issuer.token(audience));
        for (String credentials : List.of(signed, token)) {
            assertThat(ci.post(body, credentials)).startsWith("HTTP/1.1 202 ");
            box.stack().await(PATIENCE, () -> newest().path("state").asText().equals("failed"));
        }
        String last = newest().path("id").asText();

        box.stack().engine().docker("restart", box.stack().container("console"));
        box.stack().await(PATIENCE, () -> box.stack().isHealthy("console"));

        for (String credentials : List.of(signed, token)) {
            assertThat(ci.post(body, credentials))
                    .startsWith("HTTP/1.1 409 ")
                    .contains("was used before")
                    .doesNotContainIgnoringCase("\nretry-after:");
        }
        String another = issuer.token(audience, claims -> claims.put("repository_id", "7"));
        String stranger = new OtherCi(folder, balancer.url(), balancer.authority())
                .knowing(SECRET.toUpperCase(Locale.ROOT))
                .sign(body);
        assertThat(ci.post(body, stranger)).startsWith("HTTP/1.1 401 ");
        assertThat(ci.post(body, token + "A")).startsWith("HTTP/1.1 401 ");
        assertThat(ci.post(body, bearer(another))).startsWith("HTTP/1.1 403 ");
        assertThat(newest().path("id").asText()).isEqualTo(last);
        assertThat(calls())
                .anyMatch(call -> call.startsWith("POST 409 trusted hmac: "))
                .anyMatch(call -> call.startsWith("POST 409 trusted " + RUN + ": "))
                .anyMatch(call -> call.startsWith("POST 401 unproved hmac: "))
                .anyMatch(call -> call.startsWith("POST 403 unproved " + RUN + ": "));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
