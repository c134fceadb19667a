package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRejected.Cause;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal that cannot be written for a while, at any moment of a deployment. */
class FullDiskTest {
    private volatile Fullness disk = state -> false;
    private Box box;
    private Release old;

    private interface Fullness {
        boolean refuses(DeploymentState state);
    }

    @BeforeEach
    void serveARelease(@TempDir Path folder) {
        box = new Box(folder);
        box.settings = Box.settings(Duration.ofMillis(100));
        box.journalWrap = FullDiskTest.this::refusing;
        box.open();
        old = box.deployed(box.publish("good"));
    }

    @AfterEach
    void stop() {
        box.close();
    }

    private Journal refusing(Journal journal) {
        return new Crash(Integer.MAX_VALUE) {
            @Override
            synchronized void pass(String name) {
                String state = name.substring(name.lastIndexOf(' ') + 1);
                boolean write = name.startsWith("before write");
                if (write && disk.refuses(DeploymentState.valueOf(state.toUpperCase(Locale.ROOT)))) {
                    throw new Journal.JournalException("The disk is full.", new IOException());
                }
            }
        }.wrap(journal);
    }

    @Test
    void aRequestThatCannotBeKeptIsNotTakenAndTheNextOneIsWhenThereIsSpaceAgain() {
        Release next = box.publish("good");
        disk = state -> true;

        assertThatExceptionOfType(DeploymentRejected.class)
                .isThrownBy(() -> box.request(next))
                .withMessage("The disk is full.")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Cause.UNAVAILABLE));

        disk = state -> false;
        box.deployed(next);
        assertThat(box.served()).isEqualTo(next.digest());
        assertThat(box.queue().latest(10)).hasSize(2);
    }

    @Test
    void aFirstReleaseThatCannotBeKeptIsDeployedWhenThereIsSpace(@TempDir Path folder) {
        var attempts = new AtomicInteger();
        disk = state -> attempts.incrementAndGet() > 0;
        try (Box fresh = new Box(folder.resolve("fresh"))) {
            Release first = fresh.publish("good");
            fresh.journalWrap = FullDiskTest.this::refusing;
            fresh.first = Optional.of(first);
            fresh.open();
            Await.until("an attempt", () -> attempts.get() > 0);
            disk = state -> false;

            Await.until("a release that serves", () -> fresh.queue().serving().alive());
            assertThat(fresh.served()).isEqualTo(first.digest());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PULLING", "STARTING", "CHECKING", "SWITCHING", "BAKING", "DRAINING"})
    void aStepThatCannotBeWrittenIsNotDone(DeploymentState refused) {
        disk = state -> state == refused;

        Deployment end = box.deploy(box.publish("good"));

        boolean switched = refused.compareTo(DeploymentState.SWITCHING) > 0;
        assertThat(end.state()).isEqualTo(switched ? DeploymentState.ROLLED_BACK : DeploymentState.FAILED);
        assertThat(end.failure()).isEqualTo("The disk is full.");
        assertThat(box.served()).isEqualTo(old.digest());
        assertThat(box.running()).isEqualTo(1);
    }

    @Test
    void aSuccessIsToldOnlyWhenItIsWrittenAndTheTrafficStaysWhereItIs() {
        var attempts = new AtomicInteger();
        disk = state -> state == DeploymentState.SUCCEEDED && attempts.incrementAndGet() > 0;
        Release next = box.publish("good");
        Deployment asked = box.request(next);
        Await.until("a second try to write it", () -> attempts.get() > 1);

        assertThat(box.queue().find(asked.id()).orElseThrow().state()).isEqualTo(DeploymentState.DRAINING);
        assertThat(box.served()).isEqualTo(next.digest());
        assertThat(box.running()).isEqualTo(1);
        disk = state -> false;

        assertThat(box.awaitFinal(asked.id()).state()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    @Test
    void aCandidateIsNotRemovedBeforeItsEvidenceIsWritten() {
        var writes = new AtomicInteger();
        disk = state -> state == DeploymentState.CHECKING && writes.incrementAndGet() > 1;
        Deployment asked = box.request(box.publish("says it is another"));

        Await.until("a fifth write", () -> writes.get() > 4);
        assertThat(box.running()).as("it and the old release").isEqualTo(2);
        assertThat(box.served()).isEqualTo(old.digest());
        disk = state -> false;

        Deployment end = box.awaitFinal(asked.id());
        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.evidence()).isPresent();
        assertThat(box.running()).isEqualTo(1);
    }
}
