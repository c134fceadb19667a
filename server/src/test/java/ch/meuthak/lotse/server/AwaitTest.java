package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void itLooksUntilItIsSo() {
        AtomicInteger looks = new AtomicInteger();
        Await.until("the third look", () -> looks.incrementAndGet() == 3);
    }

    @Test
    void whatDoesNotComeIsNamed() {
        assertThatThrownBy(() -> Await.until(Duration.ofMillis(20), "a healthy target", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith(": a healthy target");
    }

    @Test
    void aLookThatFailsEndsTheWait() {
        assertThatThrownBy(() -> Await.until("an answer", () -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("an answer")
                .hasRootCauseMessage("refused");
    }
}
