package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a service that answers once and closes when it is told to. */
@Timeout(60)
class IdleConnectionTest {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

    @SuppressWarnings("NullAway.Init")
    private ServerSocket service;

    @BeforeEach
    void listen() throws IOException {
        service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    @Test
    void aServiceThatClosesEarlyIsMeasured() {
        serve(ANSWER + "\r\nok", Duration.ofMillis(1500));

        // what a busy machine takes to see the answer is missing, and what it takes to see the end is added
        assertThat(measure(Duration.ofSeconds(20)))
                .hasValueSatisfying(kept -> assertThat(kept).isBetween(Duration.ofMillis(100), Duration.ofSeconds(19)));
    }

    @Test
    void oneThatIsStillOpenAtTheEndKeepsItForAtLeastThatLong() {
        serve(ANSWER + "\r\nok", Duration.ofSeconds(20));

        assertThat(measure()).contains(AT_MOST);
    }

    @Test
    void oneThatSaysThatItClosesIsNotMeasured() {
        serve(ANSWER + "Connection: close\r\n\r\nok", Duration.ZERO);

        assertThat(measure()).isEmpty();
    }

    @Test
    void oneThatDoesNotAnswerOrIsNotThereIsNotMeasured() throws IOException {
        serve("", Duration.ZERO);
        assertThat(measure()).isEmpty();

        service.close();
        assertThat(measure()).isEmpty();
    }

    @Test
    void oneThatNeverStopsTalkingIsLeft() {
        serve(ANSWER + "\r\n" + "x".repeat(200_000), Duration.ofSeconds(20));

        assertThat(measure()).isEmpty();
    }

    @Test
    void oneThatTricklesItsAnswerIsLeft() {
        trickle(Duration.ofSeconds(25));
        long begun = System.nanoTime();

        assertThat(measure()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    private void trickle(Duration forLong) {
        Thread.ofVirtual().start(() -> {
            try (Socket one = service.accept()) {
                long end = System.nanoTime() + forLong.toNanos();
                one.getOutputStream().write((ANSWER + "\r\n").getBytes(StandardCharsets.US_ASCII));
                while (System.nanoTime() < end) {
                    one.getOutputStream().write('x');
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Optional<Duration> measure() {
        return measure(AT_MOST);
    }

    private Optional<Duration> measure(Duration atMost) {
        var at = new InetSocketAddress(service.getInetAddress(), service.getLocalPort());
        return IdleConnection.measure(at, "backend.example.ch", "/health/ready", atMost);
    }

    private void serve(String answer, Duration thenOpen) {
        Thread.ofVirtual().start(() -> {
            try (Socket one = service.accept()) {
                one.getInputStream().read(new byte[1000]);
                one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                one.getOutputStream().flush();
                Thread.sleep(thenOpen);
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
