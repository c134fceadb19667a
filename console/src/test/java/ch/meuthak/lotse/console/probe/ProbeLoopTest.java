package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.server.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeLoopTest {
    private static final Duration SELDOM = Duration.ofHours(1);

    private final List<Fact<String>> seen = new CopyOnWriteArrayList<>();
    private @Nullable ProbeLoop<String> loop;

    private ProbeLoop<String> loop(Duration every, Duration deadline, Callable<Fact<String>> probe) {
        ProbeLoop<String> begun = new ProbeLoop<>("TEST", every, deadline, probe, seen::add);
        loop = begun;
        return begun;
    }

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void itLooksWhenItIsWokenAndNotBefore() throws Exception {
        ProbeLoop<String> waiting = loop(SELDOM, Duration.ofSeconds(20), () -> Fact.known("this"));
        Thread.sleep(50);
        assertThat(seen).isEmpty();

        waiting.wake();
        Await.until("a look", () -> seen.equals(List.of(Fact.known("this"))));
    }

    @Test
    void itLooksAtAPaceOfItsOwn() {
        loop(Duration.ofMillis(20), Duration.ofSeconds(20), () -> Fact.known("this"));

        Await.until("three looks", () -> seen.size() >= 3);
    }

    @Test
    void oneThatHangsIsGivenUpAtTheDeadlineAndSaysSo() {
        var never = new CountDownLatch(1);
        loop(SELDOM, Duration.ofMillis(200), () -> {
                    never.await();
                    return Fact.known("never");
                })
                .wake();

        Await.until("a fact", () -> !seen.isEmpty());
        assertThat(seen.getFirst()).isInstanceOfSatisfying(Fact.Failed.class, failed -> {
            assertThat(failed.problem().error()).isEqualTo("Timeout");
            assertThat(failed.problem().message()).contains("did not end within 200 ms");
        });
    }

    @Test
    void oneThatHangsWhateverHappensIsNotJoinedByOthers() throws Exception {
        var begun = new AtomicInteger();
        var release = new CountDownLatch(1);
        ProbeLoop<String> stubborn = loop(SELDOM, Duration.ofMillis(50), () -> {
            begun.incrementAndGet();
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    // it does not listen
                }
            }
            return Fact.known("late");
        });
        stubborn.wake();
        Await.until("the first timeout", () -> seen.size() == 1);
        Await.until("the first look", () -> begun.get() == 1);
        stubborn.wake();
        stubborn.wake();
        Thread.sleep(200);
        assertThat(begun).hasValue(1);

        release.countDown();
        Await.until("the next look", () -> begun.get() == 2);
    }

    @Test
    void whatFailsForAReasonOfItsOwnIsAFactAndNotTheEnd() {
        var looks = new AtomicInteger();
        ProbeLoop<String> failing = loop(SELDOM, Duration.ofSeconds(20), () -> {
            if (looks.getAndIncrement() == 0) {
                throw new IllegalStateException("a bug");
            }
            return Fact.known("this");
        });
        failing.wake();
        Await.until("a fact", () -> seen.size() == 1);
        assertThat(seen.getFirst()).isInstanceOfSatisfying(Fact.Failed.class, failed -> {
            assertThat(failed.problem().error()).isEqualTo("Unexpected");
            assertThat(failed.problem().message()).doesNotContain("a bug");
        });

        failing.wake();
        Await.until("another look", () -> seen.contains(Fact.known("this")));
    }

    @Test
    void afterItIsClosedItLooksNoMore() throws Exception {
        ProbeLoop<String> closed = loop(Duration.ofMillis(10), Duration.ofSeconds(20), () -> Fact.known("this"));
        Await.until("a look", () -> !seen.isEmpty());
        closed.close();
        Thread.sleep(200); // the one under way
        int until = seen.size();
        closed.wake();
        Thread.sleep(200);
        assertThat(seen).hasSize(until);
    }
}
