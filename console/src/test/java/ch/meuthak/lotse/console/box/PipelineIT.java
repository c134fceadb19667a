package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.pipeline.Runner;
import ch.meuthak.lotse.server.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final String RUN = "github octo-org/octo-repo run 32291736541 by octocat";

    private Pipeline pipeline;
    private RegistryStack box;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        pipeline = Pipeline.up(folder);
        box = pipeline.box();
    }

    @AfterAll
    void down() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void aPushIsDeployedUnderLoadAndTheActionIsGreen() throws Exception {
        String digest = box.variants().publish();
        try (Load load = pipeline.load()) {
            Runner.Outcome outcome = pipeline.push(digest);
            load.finish();

            System.out.println("a push: " + load.failed() + " of " + load.sent() + " requests failed");
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(500);
            assertThat(outcome.outputs())
                    .isEqualTo(Map.of("id", pipeline.newest().path("id").asText(), "state", "succeeded"));
            assertThat(outcome.log().shown()).contains("Step switching: ", digest + " serves ");
            assertThat(outcome.summary())
                    .startsWith("## Deployed\n")
                    .contains(digest.substring(7), "| baking |", "| draining |");
        }
        pipeline.assertThatServes(digest);
        assertThat(pipeline.newest().at("/origin/name").asText()).isEqualTo(RUN);
        assertThat(pipeline.newest().path("reason").asText()).isEqualTo("a push of the test");
    }

    @Test
    @Order(2)
    void theOperatorSeesWhoAskedAndWhoWasTurnedAwayAndNoToken() {
        assertThat(pipeline.calls())
                .contains("POST 202 trusted " + RUN + ": ", "GET 200 trusted " + RUN + ": ")
                .anyMatch(call -> call.startsWith("POST 401 unproved nobody: "))
                .anyMatch(call -> call.startsWith("POST 429 unproved nobody: Too many calls"));
        String seen = box.stack().logs() + pipeline.calls() + pipeline.newest();
        for (String token : pipeline.issuer().issued()) {
            assertThat(seen).doesNotContain(token.substring(token.lastIndexOf('.') + 1));
        }
    }

    @Test
    @Order(3)
    void aPushThatExitsAtItsStartCostsNoRequestAndTheActionSaysWhy() throws Exception {
        String before = box.console().serving();
        String digest = box.variants().publish(PerlRelease.EXITS.lines());
        try (Load load = pipeline.load()) {
            Runner.Outcome outcome = pipeline.push(digest);
            load.finish();

            assertThatItSaysWhy(outcome, "failed", "## Not deployed\n", "exited", "3", "giving up");
            assertThat(load.failures()).isEmpty();
            assertThat(load.answered()).isEqualTo(load.sent()).isGreaterThan(100);
        }
        pipeline.assertThatServes(before);
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
        try (Load load = pipeline.load()) {
            Runner.Outcome outcome = pipeline.push(digest);

            System.out.println(release + ": " + load.failed() + " of " + load.sent() + " requests failed");
            assertThatItSaysWhy(outcome, "rolled_back", "## Rolled back\n", why, exitCode, line);
        }
        pipeline.assertThatServes(before);
    }

    private static void assertThatItSaysWhy(
            Runner.Outcome outcome, String state, String title, String why, @Nullable String exitCode, String line) {
        String code = exitCode == null ? "" : " (exit code " + exitCode + ")";
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.outputs()).containsEntry("state", state);
        assertThat(outcome.log().data("error")).singleElement().asString().contains(why);
        assertThat(outcome.summary())
                .startsWith(title)
                .contains(why, "**Last log lines of the candidate" + code + "**\n\n```text\n")
                .containsPattern("(?m)^[^|\n]*" + line + "$");
    }

    @Test
    @Order(5)
    void anotherCiSystemDeploysWithWhatTheReadmeSays() throws Exception {
        String digest = box.variants().publish();

        assertThat(pipeline.ci().deploy(digest).lines()).endsWith("succeeded");

        pipeline.assertThatServes(digest);
        assertThat(pipeline.newest().at("/origin/name").asText()).isEqualTo("hmac");
        assertThat(pipeline.calls()).contains("POST 202 trusted hmac: ", "GET 200 trusted hmac: ");
    }

    @Test
    @Order(6)
    void aReplayIsRefusedAfterTheConsoleWasRestartedAndAStrangerAlways() throws Exception {
        String body = "{\"digest\": \"sha256:" + "ab".repeat(32) + "\", \"reason\": \"nobody has such an image\"}";
        String signed = pipeline.ci().sign(body);
        String audience = "lotse:" + box.stack().setting("LOTSE_DOMAIN") + ":"
                + Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
        String token = bearer(pipeline.issuer().token(audience));
        for (String credentials : List.of(signed, token)) {
            assertThat(pipeline.ci().post(body, credentials)).startsWith("HTTP/1.1 202 ");
            box.stack()
                    .await(
                            Pipeline.PATIENCE,
                            () -> pipeline.newest().path("state").asText().equals("failed"));
        }
        String last = pipeline.newest().path("id").asText();

        box.stack().engine().docker("restart", box.stack().container("console"));
        box.stack().await(Pipeline.PATIENCE, () -> box.stack().isHealthy("console"));

        for (String credentials : List.of(signed, token)) {
            assertThat(pipeline.ci().post(body, credentials))
                    .startsWith("HTTP/1.1 409 ")
                    .contains("was used before")
                    .doesNotContainIgnoringCase("\nretry-after:");
        }
        String another = pipeline.issuer().token(audience, claims -> claims.put("repository_id", "7"));
        String stranger = pipeline.stranger().sign(body);
        assertThat(pipeline.ci().post(body, stranger)).startsWith("HTTP/1.1 401 ");
        assertThat(pipeline.ci().post(body, token + "A")).startsWith("HTTP/1.1 401 ");
        assertThat(pipeline.ci().post(body, bearer(another))).startsWith("HTTP/1.1 403 ");
        assertThat(pipeline.newest().path("id").asText()).isEqualTo(last);
        assertThat(pipeline.calls())
                .anyMatch(call -> call.startsWith("POST 409 trusted hmac: "))
                .anyMatch(call -> call.startsWith("POST 409 trusted " + RUN + ": "))
                .anyMatch(call -> call.startsWith("POST 401 unproved hmac: "))
                .anyMatch(call -> call.startsWith("POST 403 unproved " + RUN + ": "));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
