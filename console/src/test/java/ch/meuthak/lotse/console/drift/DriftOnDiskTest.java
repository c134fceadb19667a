package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the detector keeps, and what it does while the disk refuses. */
class DriftOnDiskTest extends DriftFixture {
    @Test
    void whileTheDiskRefusesNothingIsLost() {
        look(all -> all);
        timeline.refusal = "The disk is full. Free some space.";
        look(DriftFixture::opened);
        assertThat(changes()).hasSize(1);
        assertThat(detector.drift().problem()).contains("disk is full");
        assertThatExceptionOfType(DriftUnavailable.class)
                .isThrownBy(() -> detector.acceptAll(detector.drift().mark()));
        assertThat(changes()).as("nothing was accepted").hasSize(1);

        timeline.refusal = "";
        look(DriftFixture::opened);
        assertThat(detector.drift().problem()).isEmpty();
        assertThat(lines()).hasSize(2).first().asString().contains("3306");
    }

    @Test
    void anAcceptedStateThatCannotBeReadNowIsNotOverwritten() {
        look(all -> all);
        timeline.refusal = "The disk is gone.";
        restartConsole();
        look(DriftFixture::opened);
        assertThat(detector.changes()).isInstanceOf(Fact.Unread.class);
        assertThat(detector.drift().problem()).contains("disk is gone");

        timeline.refusal = "";
        look(DriftFixture::opened);
        assertThat(changes()).as("compared with what was accepted before").hasSize(1);
    }

    @Test
    void whoAsksWaitsForNoDisk() throws Exception {
        look(all -> all);
        var entered = new CountDownLatch(1);
        var slow = new CountDownLatch(1);
        timeline.beforeKeeping = () -> {
            entered.countDown();
            slow.await();
        };
        Thread looking = Thread.ofVirtual().start(() -> look(DriftFixture::opened));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        try {
            assertThat(CompletableFuture.supplyAsync(this::changes).get(30, TimeUnit.SECONDS))
                    .hasSize(1);
        } finally {
            slow.countDown();
            looking.join();
        }
    }

    @Test
    void theLastSnapshotInWhichTheLoadBalancerIsKnownIsKept() {
        look(DriftFixture::opened);
        look(all -> all.nothingRead("ExpiredToken", "The credentials have expired.", "Paste new ones."));
        restartConsole();
        assertThat(detector.lastKnown().orElseThrow().securityGroups())
                .isEqualTo(opened(ReferenceTopology.healthy()).topology().securityGroups());
    }
}
