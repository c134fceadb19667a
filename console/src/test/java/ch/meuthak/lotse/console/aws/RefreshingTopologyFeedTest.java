package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Subscription;
import ch.meuthak.lotse.server.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefreshingTopologyFeedTest {
    private volatile Instant now = ReferenceTopology.NOON;
    private volatile Topology next = ReferenceTopology.healthy().topology();
    private volatile boolean throwing;
    private final AtomicInteger reads = new AtomicInteger();
    private final Semaphore gate = new Semaphore(1000);
    private final RefreshingTopologyFeed feed =
            RefreshingTopologyFeed.idle(this::read, RefreshSchedule.usual(), () -> now, Optional.empty());

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void whileNobodyLooksItIsReadEveryFourMinutes() {
        pass(Duration.ZERO);
        readTimes(1);
        pass(Duration.ofSeconds(239));
        assertThat(feed.refreshing()).isFalse();
        pass(Duration.ofSeconds(1));
        readTimes(2);
    }

    @Test
    void theFirstLookBeginsARefreshWithoutWaitingForIt() {
        gate.drainPermits();
        feed.watched();

        assertThat(feed.refreshing()).isTrue();
        assertThat(feed.latest()).isEmpty();
        gate.release();
        Await.until("a snapshot", () -> feed.latest().isPresent() && !feed.refreshing());
    }

    @Test
    void whileSomebodyLooksItIsReadEveryFifteenSeconds() {
        watchedAndRead(1);
        pass(Duration.ofSeconds(14));
        assertThat(feed.refreshing()).isFalse();
        pass(Duration.ofSeconds(1));
        readTimes(2);
        pass(Duration.ofSeconds(15));
        readTimes(3);
    }

    @Test
    void aMinuteAfterTheLastLookItIsLeftAloneForAWhile() {
        watchedAndRead(1);
        pass(Duration.ofSeconds(61));
        pass(Duration.ofSeconds(61));

        assertThat(reads).hasValue(1);
        watchedAndRead(2);
    }

    @Test
    void requestsMadeWhileARefreshRunsAreAnsweredByIt() {
        gate.drainPermits();
        for (int i = 0; i < 50; i++) {
            feed.refresh();
            feed.watched();
        }
        gate.release(1000);

        readTimes(1);
        assertThat(reads).hasValue(1);
    }

    @Test
    void askedForItIsReadThoughItIsFresh() {
        watchedAndRead(1);
        feed.refresh();
        readTimes(2);
    }

    @Test
    void withoutCredentialsItIsReadOnceAMinuteUntilAsked() {
        next = ReferenceTopology.healthy()
                .nothingRead("ExpiredToken", "The session credentials have expired.", "")
                .topology();
        watchedAndRead(1);
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(15));
            feed.watched();
        }
        assertThat(reads).hasValue(1);

        pass(Duration.ofSeconds(15));
        readTimes(2);
        next = ReferenceTopology.healthy().topology();
        feed.refresh();
        readTimes(3);
        pass(Duration.ofSeconds(15));
        readTimes(4);
    }

    @Test
    void aReadingThatThrowsLeavesTheLastSnapshotAndIsTriedAgain() {
        watchedAndRead(1);
        Topology first = feed.latest().orElseThrow();
        throwing = true;
        pass(Duration.ofSeconds(15));
        readTimes(2);
        assertThat(feed.latest()).contains(first);

        throwing = false;
        pass(Duration.ofSeconds(15));
        readTimes(3);
    }

    @Test
    void everyListenerIsToldThoughOneFails() {
        var told = new CopyOnWriteArrayList<String>();
        feed.onChange(() -> {
            throw new IllegalStateException("the listener of the test fails");
        });
        Subscription closed = feed.onChange(() -> told.add("closed"));
        feed.onChange(() -> told.add(feed.latest().orElseThrow().domain()));
        closed.close();
        closed.close();

        watchedAndRead(1);

        Await.until("the call back", () -> told.equals(List.of(ReferenceTopology.DOMAIN)));
    }

    @Test
    void closingGivesUpWhatRuns() {
        gate.drainPermits();
        feed.refresh();
        Await.until("a refresh", () -> reads.get() == 1);
        long began = System.nanoTime();

        feed.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        feed.refresh();
        assertThat(reads).hasValue(1);
    }

    @Test
    void aStartedFeedLooksAtItsScheduleByItself() throws InterruptedException {
        var thrice = new CountDownLatch(3);
        var quick = new RefreshSchedule(
                Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMinutes(1));
        try (var started = RefreshingTopologyFeed.start(this::read, quick, InstantSource.system(), Optional.empty())) {
            started.onChange(thrice::countDown);
            started.watched();

            assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Topology read() {
        reads.incrementAndGet();
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("given up", e);
        }
        if (throwing) {
            throw new IllegalStateException("the inventory of the test fails");
        }
        return next;
    }

    private void watchedAndRead(int times) {
        feed.watched();
        readTimes(times);
    }

    private void readTimes(int times) {
        Await.until(times + " refreshes", () -> reads.get() == times && !feed.refreshing());
    }

    private void pass(Duration time) {
        now = now.plus(time);
        feed.tick();
    }
}
