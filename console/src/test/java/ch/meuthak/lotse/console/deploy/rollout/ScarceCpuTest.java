package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.GivenTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that is given a tenth of its processor, as one without CPU credits: its deadlines count what it was given. */
class ScarceCpuTest {
    /** No JVM is ready in it by time that passes. */
    private static final Duration CHECK = Duration.ofMillis(100);

    private Box box;

    @BeforeEach
    void aBox(@TempDir Path folder) {
        box = new Box(folder);
        box.settings = withCheck(CHECK);
    }

    @AfterEach
    void stop() {
        box.close();
    }

    private static DeploymentSettings withCheck(Duration check) {
        return Box.with(
                Box.settings(Duration.ofMillis(100)),
                Map.of("checkInterval", Duration.ofMillis(10), "checkDeadline", check));
    }

    @Test
    void aReleaseThatIsReadyTooLateByTheClockIsInTimeByWhatTheBoxWasGiven() {
        box.open();
        assertThat(box.deploy(box.publish("good")).failure()).contains("not ready within 100 ms. ");
        long began = System.nanoTime();
        box.time = () -> (System.nanoTime() - began) / 100;
        box.reopen();

        assertThat(box.deploy(box.publish("good")).state()).isEqualTo(DeploymentState.SUCCEEDED);
    }

    @Test
    void aReleaseThatIsNeverReadyIsGivenUpAndToldInWhatTime() {
        long began = System.nanoTime();
        box.time = () -> (System.nanoTime() - began) / GivenTime.MOST_STRETCH;
        box.open();

        Deployment end = box.deploy(box.publish("never ready"));

        assertThat(end.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(end.failure())
                .contains("not ready within 100 ms of CPU time (")
                .contains("CPU credits are used up, or a limit throttles it");
        assertThat(box.running()).isZero();
    }

    @Test
    void aDeadlineIsOverWhenTheBoxWasGivenItsTimeAndNotBefore() throws InterruptedException {
        var given = new AtomicLong();
        var deadline = Deadline.in(Duration.ofSeconds(60), given::get);

        assertThat(deadline.isPast()).isFalse();
        given.set(Duration.ofMillis(59_999).toNanos());
        assertThat(deadline.isPast()).isFalse();
        given.set(Duration.ofSeconds(60).toNanos());
        assertThat(deadline.isPast()).isTrue();
        deadline.pause(Duration.ofHours(1));
    }

    @Test
    void aPauseLastsUntilTheBoxWasGivenIt() throws InterruptedException {
        var looks = new AtomicLong();
        GivenTime slow = () -> looks.incrementAndGet() * 1_000_000;
        var deadline = Deadline.in(Duration.ofSeconds(60), slow);

        deadline.pause(Duration.ofMillis(5));

        assertThat(looks).hasValueGreaterThanOrEqualTo(6);
    }
}
