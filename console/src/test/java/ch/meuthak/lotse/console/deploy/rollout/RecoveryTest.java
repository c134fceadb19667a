package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A console that dies: at each write and each act, with an edge that dies too and with one that does not. */
class RecoveryTest {
    private static final Duration GOAL = Duration.ofSeconds(10);

    private Box box;
    private Release one;
    private Release two;

    @BeforeEach
    void serveARelease(@TempDir Path folder) {
        box = new Box(folder);
        box.settings = Box.settings(Duration.ofMillis(100));
        box.open();
        one = box.publish("good");
        two = box.publish("good");
        box.deployed(one);
    }

    @AfterEach
    void stop() throws Exception {
        box.close();
    }

    @Test
    void whereverTheConsoleDiesOneReleaseServesAndAnEdgeThatSurvivesLosesNoRequest() {
        try (Load load = box.load(Duration.ofMillis(25))) {
            List<String> points = dieAtEachPoint(() -> {});
            assertThat(points).contains("before write switching", "after write baking", "after route", "before stop");
            assertThat(load.failures()).isEqualTo(List.of());
            assertThat(load.answered()).isGreaterThan(100);
        }
    }

    @Test
    void whereverTheConsoleDiesOneReleaseServesAlsoWhenTheEdgeDiedWithIt() {
        List<String> points = dieAtEachPoint(box::replaceEdge);
        assertThat(points).contains("before write switching", "after write baking", "after route", "before stop");
    }

    @Test
    void whereverTheConsoleDiesWhilePuttingBackTheOldReleaseServes() {
        box.settings = Box.settings(Duration.ofSeconds(20));
        Release bad = box.publish("turns unready");
        try (Load load = box.load(Duration.ofMillis(25))) {
            Await.until("10 answers", () -> load.answered() > 10);
            List<String> points = dieAtEachPoint(18, () -> {}, () -> bad);
            assertThat(points).contains("after write baking", "before stop", "after write rolled_back");
            assertThat(box.served()).isEqualTo(one.digest());
            assertThat(load.failures()).isEqualTo(List.of());
        }
    }

    @Test
    void aRecoveryThatDiesIsDoneAgain() {
        for (int point = 0; ; point++) {
            box.settings = Box.settings(Duration.ofSeconds(30));
            box.reopen();
            Await.until("a release that serves", () -> box.queue().serving().alive());
            String id = box.request(two).id();
            box.awaitState(id, DeploymentState.BAKING);
            box.queue().close();
            box.replaceEdge();
            var crash = new Crash(point);
            crash.arm();
            box.reopen(crash);
            Await.until("the crash or the end", () -> crash.happened() || isFinal(id));
            if (crash.happened()) {
                box.replaceEdge();
                box.reopen();
            }
            assertThat(box.awaitFinal(id).state()).as(crash.where()).isEqualTo(DeploymentState.ROLLED_BACK);
            Await.until("one release alone", () -> box.queue().serving().alive() && box.running() == 1);
            assertThat(box.served()).isEqualTo(one.digest());
            if (!crash.happened()) {
                assertThat(point).as("points passed").isGreaterThan(8);
                return;
            }
        }
    }

    private List<String> dieAtEachPoint(Runnable alsoDies) {
        return dieAtEachPoint(0, alsoDies, () -> servedRelease().equals(one) ? two : one);
    }

    /** Begins with the point of that number: those before it are the same whatever becomes of the candidate. */
    private List<String> dieAtEachPoint(int first, Runnable alsoDies, Supplier<Release> wish) {
        List<String> points = new ArrayList<>();
        while (true) {
            var crash = new Crash(first + points.size());
            box.reopen(crash);
            Await.until("a release that serves", () -> box.queue().serving().alive());
            Await.until("the end of the recovery: the other slot is empty", () -> crash.last()
                    .equals("after stop"));
            crash.arm();
            Release before = servedRelease();
            Release wanted = wish.get();
            String id = request(wanted);
            Await.until("the crash or the end", () -> crash.happened() || isFinal(id));
            if (!crash.happened()) {
                return points;
            }
            points.add(crash.where());
            alsoDies.run();
            assertRecovery(id, before, wanted, crash.where());
        }
    }

    private String request(Release wanted) {
        try {
            return box.request(wanted).id();
        } catch (Crash.Death e) {
            return "";
        }
    }

    private boolean isFinal(String id) {
        return box.queue().find(id).map(found -> found.state().isFinal()).orElse(false);
    }

    private void assertRecovery(String asked, Release before, Release wanted, String where) {
        long start = System.nanoTime();
        box.reopen();
        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(where).isLessThan(GOAL);
        Await.until("nothing unfinished", () -> box.journal.unfinished().isEmpty() && box.running() == 1);

        Optional<Deployment> newest = box.queue().latest(1).stream().findFirst();
        Deployment record = newest.orElseThrow();
        boolean succeeded =
                record.state() == DeploymentState.SUCCEEDED && record.release().equals(wanted);
        assertThat(box.served()).as("%s: %s", where, record).isEqualTo((succeeded ? wanted : before).digest());
        if (!asked.isEmpty()) {
            assertThat(record.id()).as(where).isEqualTo(asked);
        }
        if (record.id().equals(asked) && !succeeded) {
            assertThat(record.failure())
                    .as(where)
                    .containsAnyOf("The console stopped while this deployment was", "no longer ready");
            assertThat(record.evidence()).as(where).isPresent();
        }
    }

    private Release servedRelease() {
        return box.served().equals(one.digest()) ? one : two;
    }

    @Test
    void aReleaseThatIsGoneIsStartedAgain() throws Exception {
        box.queue().close();
        box.platform.stopAll(Duration.ofSeconds(5));
        box.replaceEdge();

        box.reopen();

        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(box.served()).isEqualTo(one.digest());
        assertThat(box.running()).isEqualTo(1);
    }

    @Test
    void aReleaseThatCannotBeStartedAnyMoreDoesNotKeepAnotherFromBeingDeployed() throws Exception {
        box.queue().close();
        box.platform.stopAll(Duration.ofSeconds(5));
        box.platform.prune(List.of(two), 0);
        box.replaceEdge();

        box.reopen();

        box.deployed(two);
        assertThat(box.served()).isEqualTo(two.digest());
    }

    @Test
    void aSandboxThatEndsInTheMiddleOfADeploymentServesTheOldReleaseAtItsNextStart() throws Exception {
        box.settings = Box.settings(Duration.ofSeconds(30));
        box.reopen();
        Deployment asked = box.request(two);
        box.awaitState(asked.id(), DeploymentState.BAKING);
        box.queue().close();
        box.platform.stopAll(Duration.ofSeconds(5));
        box.replaceEdge();

        box.reopen();

        assertThat(box.awaitFinal(asked.id()).state()).isEqualTo(DeploymentState.ROLLED_BACK);
        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(box.served()).isEqualTo(one.digest());
        assertThat(box.running()).isEqualTo(1);
    }

    @Test
    void aConsoleThatStopsInTheMiddleOfABakeLeavesItToTheNext() {
        box.settings = Box.settings(Duration.ofSeconds(30));
        box.reopen();
        Deployment asked = box.request(two);
        box.awaitState(asked.id(), DeploymentState.BAKING);

        box.settings = Box.settings(Duration.ofMillis(100));
        box.reopen();

        Deployment end = box.awaitFinal(asked.id());
        assertThat(end.state()).as("the edge had it, so it bakes again").isEqualTo(DeploymentState.SUCCEEDED);
        assertThat(end.steps())
                .extracting(Deployment.Step::result)
                .contains("The console stopped in this step.")
                .endsWith("ok", "ok");
        assertThat(box.served()).isEqualTo(two.digest());
    }

    @Test
    void aCandidateThatWentBadWhileNobodyLookedIsRolledBack() throws Exception {
        box.settings = Box.settings(Duration.ofSeconds(30));
        box.reopen();
        Deployment asked = box.request(two);
        Slot slot = box.awaitState(asked.id(), DeploymentState.BAKING).slot().orElseThrow();
        box.queue().close();
        box.platform.stop(slot, Duration.ofSeconds(5));

        box.reopen();

        assertThat(box.awaitFinal(asked.id()).state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(box.served()).isEqualTo(one.digest());
    }

    @Test
    void aDeploymentThatWaitedIsBegunAndOlderOnesThatWaitedAreCancelled() {
        box.queue().close();
        Release three = box.publish("good");
        for (Release release : List.of(two, three)) {
            box.journal.write(new Journal.Entry(waiting(release), "", ""));
        }

        box.reopen();

        assertThat(box.awaitFinal(three.digest().substring(50)).state()).isEqualTo(DeploymentState.SUCCEEDED);
        Deployment older = box.awaitFinal(two.digest().substring(50));
        assertThat(older.state()).isEqualTo(DeploymentState.CANCELLED);
        assertThat(older.failure()).contains("Replaced by the newer deployment");
        assertThat(box.served()).isEqualTo(three.digest());
    }

    /** What it says has no part in that. */
    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "FAILED"})
    void aDeploymentThatWasBeingPutBackEndsAsItWasDecided(DeploymentState end) {
        box.queue().close();
        Deployment begun = waiting(two)
                .at(
                        DeploymentState.STARTING,
                        Optional.empty(),
                        two,
                        Optional.empty(),
                        List.of(),
                        "In other words.",
                        Optional.empty(),
                        Optional.empty())
                .withEnding(end);
        box.journal.write(new Journal.Entry(begun, "", ""));

        box.reopen();

        assertThat(box.awaitFinal(begun.id()).state()).isEqualTo(end);
        assertThat(box.served()).isEqualTo(one.digest());
    }

    private static Deployment waiting(Release release) {
        var now = Instant.now();
        return new Deployment(
                release.digest().substring(50),
                DeploymentState.REQUESTED,
                "api",
                Optional.empty(),
                "",
                false,
                now,
                Optional.empty(),
                release,
                Optional.empty(),
                List.of(new Deployment.Step("requested", now, Optional.empty(), "")),
                "",
                Optional.empty());
    }

    @Test
    void aConsoleThatDoesNotReachTheEdgeSaysSoAndGoesOnWhenItDoes() {
        box.queue().close();
        box.edge.unreachable(true);

        box.reopen();

        Await.until(
                "an edge that does not answer",
                () -> box.queue().serving().detail().contains("does not answer"));
        assertThat(box.queue().serving().alive()).isFalse();
        box.edge.unreachable(false);
        Await.until("a release that serves", () -> box.queue().serving().alive());
        assertThat(box.served()).isEqualTo(one.digest());
    }
}
