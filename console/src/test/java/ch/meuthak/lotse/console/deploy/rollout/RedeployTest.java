package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments under constant load: good ones lose no request, bad ones neither. */
class RedeployTest {
    private Box box;
    private Release old;
    private Load load;

    @BeforeEach
    void serveARelease(@TempDir Path folder) {
        box = new Box(folder);
        box.open();
        old = box.deployed(box.publish("good"));
        load = box.load(Duration.ofMillis(5));
        Await.until("30 answers", () -> load.answered() > 30);
    }

    @AfterEach
    void stop() throws Exception {
        load.close();
        box.close();
    }

    @Test
    void severalGoodReleasesInARowLoseNoRequest() {
        for (int i = 0; i < 3; i++) {
            Release next = box.deployed(box.publish("good"));
            assertThat(box.served()).isEqualTo(next.digest());
            assertThat(box.running()).isEqualTo(1);
        }
        assertThat(box.deployed(old)).as("and back to the first one").isEqualTo(old);
        assertThat(box.served()).isEqualTo(old.digest());
        assertNothingFailed();
    }

    @Test
    void aRequestUnderWayInTheOldReleaseIsFinishedBeforeThatIsStopped() {
        box.settings = Box.settings(Duration.ofMillis(20));
        box.reopen();
        String serving = box.queue().latest(1).getFirst().id();
        var answer = CompletableFuture.supplyAsync(() -> box.served("/slow/4000"));
        Await.until(
                "the request in the old release",
                () -> box.queue().log(serving, 10).contains("asked for /slow/4000"));

        Release next = box.deployed(box.publish("good"));

        assertThat(box.served()).isEqualTo(next.digest());
        assertThat(answer).succeedsWithin(Await.PATIENCE).isEqualTo(old.digest());
        assertNothingFailed();
    }

    @Test
    void aVersionThatTheReleaseAloneSaysIsKnownOfItsDeployment() {
        Release asked = box.publish(TinyReleases.NAMELESS);
        assertThat(asked.version()).isEmpty();

        Deployment end = box.deploy(asked);

        assertThat(end.state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.release().version()).isEqualTo("1.0");
        assertThat(box.journal.find(end.id()).orElseThrow().release().version()).isEqualTo("1.0");
    }

    @Test
    void aDeploymentGoesThroughEveryStepInOrder() {
        Deployment end = box.deploy(box.publish("good"));

        assertThat(end.steps())
                .extracting(Deployment.Step::name)
                .containsExactly("requested", "pulling", "starting", "checking", "switching", "baking", "draining");
        assertThat(end.steps()).allSatisfy(step -> {
            assertThat(step.result()).isEqualTo("ok");
            assertThat(step.finishedAt()).isPresent();
        });
        assertThat(end.failure()).isEmpty();
        assertThat(end.finishedAt()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            never ready              | not ready within
            exits                    | exited with code 3
            says it is another       | The candidate reports digest sha256:0000
            does not say what it is  | must return JSON with the digest
            """)
    void aBadCandidateIsRefusedBeforeItHasTraffic(String behaviour, String failure) {
        // only one that never gets ready is given up early: any other must have the time to start on a busy machine
        box.settings = quick(Duration.ofSeconds(behaviour.equals("never ready") ? 6 : 30));
        box.reopen();

        Deployment end = box.deploy(box.publish(behaviour));

        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.failure()).contains(failure);
        assertThat(end.steps().getLast().name()).isEqualTo("checking");
        assertThat(end.steps().getLast().result()).contains(failure);
        assertThat(end.evidence().orElseThrow().lastLogLines()).contains("tiny release, " + behaviour);
        assertTheOldReleaseServesAlone();
    }

    @Test
    void whatACandidateThatExitsLeavesIsKept() {
        Deployment end = box.deploy(box.publish("exits"));

        var evidence = end.evidence().orElseThrow();
        assertThat(evidence.exitCode()).contains(3);
        assertThat(evidence.lastLogLines()).contains("cannot find my database, giving up");
        assertThat(box.queue().log(end.id(), 1)).containsExactly("cannot find my database, giving up");
        assertThat(box.journal.find(end.id())).contains(end);
    }

    @Test
    void whatACandidateThatIsNeverReadyAnsweredIsKept() {
        box.settings = quick(Duration.ofSeconds(6));
        box.reopen();

        var evidence = box.deploy(box.publish("never ready")).evidence().orElseThrow();

        assertThat(evidence.exitCode()).isEmpty();
        assertThat(evidence.healthAnswers()).isNotEmpty().last().asString().endsWith("503 {\"status\":\"DOWN\"}");
    }

    @Test
    void aCandidateOfAnotherRevisionThanAskedForIsRefused() {
        Release next = box.publish("good");

        var asked = new DeploymentRequest(next.digest(), "deadbeef", "api", "", "");
        Deployment end = box.awaitFinal(box.queue().request(asked).id());

        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.failure()).contains("revision").contains("deadbeef");
        assertTheOldReleaseServesAlone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            answers 5xx       ; requests
            dies with traffic ; exited with code 9|returned no answer|of [0-9]+ requests
            turns unready     ; no longer ready
            """)
    void aCandidateThatTurnsBadWithTrafficIsSwitchedBackAtOnce(String behaviour, String failure) {
        box.settings = Box.settings(Duration.ofSeconds(30));
        box.reopen();

        Deployment end = box.deploy(box.publish(behaviour));

        assertThat(end.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(end.failure()).containsPattern(failure);
        assertThat(end.steps().getLast().name()).isEqualTo("baking");
        assertThat(end.evidence()).isPresent();
        Duration bake = Duration.between(
                end.steps().getLast().startedAt(),
                end.steps().getLast().finishedAt().orElseThrow());
        assertThat(bake).as("long before the bake was over").isLessThan(Duration.ofSeconds(15));
        load.forget();
        long before = load.answered();
        Await.until("30 more answers", () -> load.answered() > before + 30);
        assertTheOldReleaseServesAlone();
    }

    @Test
    void aReleaseThatIgnoresSigtermIsKilledWhenItsGraceIsOver() {
        box.settings = quick(Duration.ofSeconds(30));
        box.reopen();
        box.deployed(box.publish("ignores SIGTERM"));

        Release next = box.deployed(box.publish("good"));

        assertThat(box.served()).isEqualTo(next.digest());
        assertThat(box.running()).isEqualTo(1);
        assertNothingFailed();
    }

    @Test
    void aDamagedReleaseIsNotStarted() throws Exception {
        Release next = box.publish("good");
        Path jar = box.state
                .resolve("releases")
                .resolve(next.digest().substring(7))
                .resolve("lotse-backend.jar");
        Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);

        Deployment end = box.deploy(next);

        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.failure()).contains("differ from the published ones").contains("lotse-backend.jar");
        assertThat(end.steps().getLast().name()).isEqualTo("pulling");
        assertTheOldReleaseServesAlone();
    }

    @Test
    void aCandidateCanBeCancelledUntilItHasTraffic() {
        Deployment asked = box.request(box.publish("never ready"));
        box.awaitState(asked.id(), DeploymentState.CHECKING);
        Await.until("output", () -> !box.queue().log(asked.id(), 10).isEmpty());

        box.queue().cancel(asked.id());

        Deployment end = box.awaitFinal(asked.id());
        assertThat(end.state()).isEqualTo(DeploymentState.CANCELLED);
        assertTheOldReleaseServesAlone();
    }

    @Test
    void anEdgeThatDoesNotAnswerForAWhileDoesNotEndABake() {
        box.settings = Box.settings(Duration.ofSeconds(1));
        box.reopen();
        Release next = box.publish("good");
        Deployment asked = box.request(next);
        box.awaitState(asked.id(), DeploymentState.BAKING);

        box.edge.unreachable(true);
        Await.until(
                "an edge that does not answer",
                () -> box.queue().serving().detail().contains("does not answer"));
        assertThat(box.queue().serving().release()).isEmpty();
        box.edge.unreachable(false);

        assertThat(box.awaitFinal(asked.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(box.served()).isEqualTo(next.digest());
        assertNothingFailed();
    }

    /** A short bake, a short grace, and this long to get ready. */
    private static DeploymentSettings quick(Duration check) {
        return Box.with(
                Box.settings(Duration.ofMillis(300)),
                Map.of("checkDeadline", check, "stopGrace", Duration.ofSeconds(1)));
    }

    private void assertTheOldReleaseServesAlone() {
        assertThat(box.served()).isEqualTo(old.digest());
        assertThat(box.running()).isEqualTo(1);
        assertNothingFailed();
    }

    private void assertNothingFailed() {
        assertThat(load.failures()).isEqualTo(List.of());
    }
}
