package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.docker.FaultyRegistry.Fault;
import ch.meuthak.lotse.console.load.Load;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that should not serve, deployed on the real box under load: who asks the API notices as little as can be. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BadReleaseIT {
    private static final int REQUESTS_PER_SECOND = 100;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    private RegistryStack box;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        box = RegistryStack.up(
                folder,
                Map.of(
                        "LOTSE_DEPLOY_CHECK_TIME", "8s",
                        "LOTSE_DEPLOY_CHECK_INTERVAL", "100ms",
                        "LOTSE_DEPLOY_BAKE_TIME", "6s",
                        "LOTSE_DEPLOY_STOP_TIME", "2s"));
    }

    @AfterAll
    void down() {
        if (box != null) {
            box.close();
        }
    }

    private Load load() {
        return MixedLoad.on(box.stack().api(), REQUESTS_PER_SECOND);
    }

    private String publish(PerlRelease release) {
        return box.variants().publish(release.lines());
    }

    /** What the API says it is, and what the console says that is. */
    private record Serving(JsonNode release, String digest) {}

    private Serving serving() throws Exception {
        return new Serving(box.release(), box.console().serving());
    }

    private void assertThatStillServes(Serving before) throws Exception {
        assertThat(serving()).isEqualTo(before);
        assertThat(box.backends()).singleElement().asString().endsWith(" running");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXITS         | 3  | giving up | exited
            NEVER_READY   |    | listening | was not ready within 8000 ms
            WRONG_RELEASE |    | listening | The candidate reports digest sha256:0000
            """)
    void whatIsBadBeforeItHasTheTrafficCostsNoRequest(
            PerlRelease release, @Nullable String exitCode, String line, String why) throws Exception {
        Serving before = serving();
        String digest = publish(release);
        try (Load load = load()) {
            JsonNode deployment = box.console().deploy(digest);
            load.finish();

            assertThat(load.failures()).isEmpty();
            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("failed");
            assertThat(deployment.path("failure").asText()).contains(why);
            assertEvidence(deployment, exitCode, line);
        }
        assertThatStillServes(before);
    }

    private static void assertEvidence(JsonNode deployment, @Nullable String exitCode, String line) {
        JsonNode evidence = deployment.path("evidence");
        assertThat(evidence.path("lastLogLines").toString()).contains(line);
        if (exitCode != null) {
            assertThat(evidence.path("exitCode").asText())
                    .as(deployment.toString())
                    .isEqualTo(exitCode);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANSWERS_500 |     | listening   | failed in the candidate
            DIES        | 9   | out of luck | exited
            EATS_MEMORY | 137 | hungry      | it ran out of memory: the kernel killed it at its limit of 192 MiB
            """)
    void whatIsBadWithTheTrafficOnItLosesItWithinSeconds(
            PerlRelease release, @Nullable String exitCode, String line, String why) throws Exception {
        Serving before = serving();
        String digest = publish(release);
        try (Load load = load()) {
            JsonNode deployment = box.console().deploy(digest);
            Duration back = Duration.between(
                    detected(deployment), load.lastFailedSentAt().orElse(detected(deployment)));
            System.out.println(
                    release + ": " + load.failed() + " of " + load.sent() + " requests failed, the last was sent "
                            + back.toMillis() + " ms after the detection; "
                            + deployment.path("failure").asText());

            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("rolled_back");
            assertThat(deployment.path("failure").asText()).contains(why);
            assertEvidence(deployment, exitCode, line);
            assertThat(back).isLessThan(BACK_WITHIN);
            assertThatStillServes(before);
            load.finish();
            assertThat(Duration.between(
                            detected(deployment), load.lastFailedSentAt().orElse(detected(deployment))))
                    .as("at the end of the load")
                    .isLessThan(BACK_WITHIN);
        }
    }

    /** The step in which it is seen that it is bad ends there, with the reason for its result. */
    private static Instant detected(JsonNode deployment) {
        JsonNode steps = deployment.path("steps");
        return Instant.parse(steps.path(steps.size() - 1).path("finishedAt").asText());
    }

    @Test
    void whatIgnoresSigtermIsKilledWhenItIsReplaced() throws Exception {
        try (Load load = load()) {
            JsonNode first = box.console().deploy(publish(PerlRelease.IGNORES_SIGTERM));
            assertThat(first.path("state").asText()).as(first.toString()).isEqualTo("succeeded");
            String next = publish(PerlRelease.GOOD);
            JsonNode second = box.console().deploy(next);
            load.finish();

            assertThat(second.path("state").asText()).as(second.toString()).isEqualTo("succeeded");
            assertThat(load.failures()).isEmpty();
            assertThat(serving().digest()).isEqualTo(next);
            assertThat(serving().release().path("digest").asText()).isEqualTo(next);
            assertThat(box.backends()).singleElement().asString().endsWith(" running");
        }
    }

    @Test
    void whatDoesNotExistCostsNothing() throws Exception {
        assertThatItIsNotEvenStarted("sha256:" + "ab".repeat(32), "manifest");
    }

    @Test
    void aDigestThatIsAnotherOneIsRefused() throws Exception {
        String asked = box.variants().publish();
        box.registry().swapFor(box.variants().publish());
        assertThatItIsNotEvenStarted(asked, "digest");
    }

    @Test
    void aPullThatIsCutHalfWayCostsNothing() throws Exception {
        String digest = box.variants().publish("COPY noise /opt/lotse/noise\n");
        box.registry().be(Fault.CUT);
        assertThatItIsNotEvenStarted(digest, "pull");
        JsonNode again = box.console().deploy(digest);
        assertThat(again.path("state").asText()).as(again.toString()).isEqualTo("succeeded");
    }

    private void assertThatItIsNotEvenStarted(String digest, String why) throws Exception {
        Serving before = serving();
        try (Load load = load()) {
            JsonNode deployment = box.console().deploy(digest);
            load.finish();

            assertThat(load.failures()).isEmpty();
            assertThat(deployment.path("state").asText())
                    .as(deployment.toString())
                    .isEqualTo("failed");
            assertThat(deployment.path("failure").asText()).contains(why);
            assertThat(deployment.path("steps").toString()).doesNotContain("\"starting\"");
        } finally {
            box.registry().be(Fault.NONE);
        }
        assertThatStillServes(before);
    }
}
