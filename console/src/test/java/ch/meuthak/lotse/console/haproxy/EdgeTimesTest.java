package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.IdleTimeout;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge's time limits are made of the load balancer's idle timeout, as the console and the backend make them. */
@Timeout(120)
class EdgeTimesTest extends EdgeFixture {
    private static final Duration ALMOST = Duration.ofMillis(200);

    EdgeTimesTest() throws IOException {}

    @Test
    void anAnswerAndAnIdleConnectionHaveTheirTimesAboveTheIdleTimeout() throws Exception {
        var times = new IdleTimeout(Duration.ofSeconds(1));
        int port = edge(Map.of("LOTSE_IDLE_TIMEOUT", "1s")).port();
        try (RawClient idle = RawClient.to(port);
                RawClient slow = RawClient.to(port)) {
            idle.send("GET / HTTP/1.1\nHost: x\n\n").read();
            long began = System.nanoTime();
            slow.send("GET /hold HTTP/1.1\nHost: x\n\n");

            assertProblem(slow.read(), 504);
            assertThat(since(began)).isGreaterThan(times.answer().minus(ALMOST));
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(since(began)).isGreaterThan(times.connection().minus(ALMOST));
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "60", "4001s", "2h", "-1s", "1m 5s", "ten"})
    void whatIsNoIdleTimeoutIsSaidInOneLine(String wrong) {
        assertThatThrownBy(() -> edge(Map.of("LOTSE_IDLE_TIMEOUT", wrong)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lotse-edge: LOTSE_IDLE_TIMEOUT is \"" + wrong + "\", but should be")
                .hasMessageContaining("1s to 4000s");
    }
}
