package ch.meuthak.lotse.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.trust.TestClock;
import ch.meuthak.lotse.console.web.FakeFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a service that answers, and closes each connection after what the test says. */
@Timeout(120)
class IdleTimeoutMonitorTest {
    private static final Duration EARLY = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(60);

    /** The load balancer's idle timeout, and what the watch waits in all. */
    private static final Duration BALANCER = Duration.ofSeconds(3);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final FakeFeed feed = new FakeFeed();
    private final TestClock clock = new TestClock("2026-11-25T12:00:00Z");
    private final IdleTimeoutMonitor watch = new IdleTimeoutMonitor(feed, "/health/ready", LONGEST, clock);
    private final AtomicInteger connections = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private ServerSocket service;

    @BeforeEach
    void listen() throws IOException {
        service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        feed.publish(
                ReferenceTopology.healthy().idleTimeout(Fact.known(BALANCER)).topology());
    }

    @AfterEach
    void stop() throws IOException {
        watch.close();
        service.close();
    }

    @Test
    void aRestartInTheMiddleIsNotTakenForTheServicesIdleTimeout() throws Exception {
        serve(EARLY, LATE);

        assertThat(measured()).contains(LONGEST);
        assertThat(connections).hasValue(2);
    }

    @Test
    void aServiceThatClosesEarlyTwiceIsBelieved() throws Exception {
        serve(EARLY, EARLY);

        assertThat(measured())
                .hasValueSatisfying(kept -> assertThat(kept).isPositive().isLessThan(BALANCER));
        assertThat(connections).hasValue(2);
    }

    @Test
    void whatWasMeasuredStaysWhenNothingCanBeMeasured() throws Exception {
        serve(LATE);
        assertThat(measured()).contains(LONGEST);

        clock.move(Duration.ofMinutes(61));
        service.close();
        assertThat(ask()).contains(LONGEST);
        Thread.sleep(500);

        assertThat(ask()).contains(LONGEST);
    }

    @Test
    void oneThatIsStillOpenWhenTheWatchGivesUpIsNotSaidToBeTooShort() throws Exception {
        feed.publish(ReferenceTopology.healthy()
                .idleTimeout(Fact.known(LONGEST.plusSeconds(60)))
                .topology());
        serve(LATE);

        assertThat(ask()).isEmpty();
        Thread.sleep(LONGEST.plusSeconds(2));

        assertThat(ask()).isEmpty();
        assertThat(connections).hasValue(1);
    }

    private Optional<Duration> ask() {
        return watch.apply(List.of(new BoundPort("127.0.0.1", service.getLocalPort())));
    }

    /** Asks until there is something. */
    private Optional<Duration> measured() throws InterruptedException {
        Optional<Duration> known = ask();
        while (known.isEmpty()) {
            Thread.sleep(20);
            known = ask();
        }
        return known;
    }

    private void serve(Duration... kept) {
        Thread.ofVirtual().start(() -> {
            for (Duration open : kept) {
                try (Socket one = service.accept()) {
                    connections.incrementAndGet();
                    one.getInputStream().read(new byte[1000]);
                    one.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(open);
                } catch (IOException | InterruptedException e) {
                    return;
                }
            }
        });
    }
}
