package ch.meuthak.lotse.server;

import static ch.meuthak.lotse.server.GuardedServer.GET;
import static ch.meuthak.lotse.server.GuardedServer.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardDeadlinesTest {
    private final GuardedServer server = new GuardedServer(QUICK);

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient client() throws IOException {
        return server.client();
    }

    @Test
    void halfAHeadIsAnswered408AndClosed() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply reply =
                    client.send("GET /hello HTTP/1.1\nHost: x\nX-Slow: ").read();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.header("X-Release")).isEqualTo("1.0");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void halfABodyIsAnswered408AndClosed() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 10\n\nhalf");
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void halfAChunkIsAnswered408AndClosed() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nff\nhalf");
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aSilentConnectionIsClosedAfterTheIdleTimeWithoutAWord() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (RawClient client = client()) {
            assertThat(client.send(GET).read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aHandlerMayTakeLongerThanTheBodyDeadlineOnceTheBodyIsThere() throws Exception {
        try (RawClient client = client();
                RawClient other = client()) {
            client.send("GET /slow HTTP/1.1\nHost: x\n\n");
            other.send("GET /hello HTTP/1.1\nHost: x\nX-Slow: ");
            assertThat(other.read().status()).isEqualTo(408);
            server.release.countDown();
            assertThat(client.read().body()).isEqualTo("slow");
        }
    }

    @Test
    void aClientThatDoesNotReadIsCut() throws Exception {
        Limits quick = limits(QUICK.requests(), QUICK.headTime(), Duration.ofMillis(300), QUICK.idleTime());
        try (GuardedServer cutting = new GuardedServer(quick);
                RawClient client = cutting.client()) {
            long began = System.nanoTime();
            client.send("GET /huge HTTP/1.1\nHost: x\n\n");
            // reading begins only when the server has given up
            assertThat(cutting.huge.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(quick.writeTime());
            assertThatThrownBy(() -> {
                        String body = client.read().body();
                        throw new IOException("only " + body.length());
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining(String.valueOf(64 << 20));
        }
    }

    /** A filter's error is answered outside the filters: the write deadline has to end there as well. */
    @Test
    void anAnsweredConnectionMayBeSilentForLongerThanAWriteMayTake() throws IOException {
        Limits none = limits(0, Duration.ofMillis(2500), Duration.ofSeconds(1), Duration.ofMinutes(5));
        try (GuardedServer refusing = new GuardedServer(none);
                RawClient client = refusing.client();
                RawClient clock = refusing.client()) {
            assertThat(client.send("GET /nowhere HTTP/1.1\nHost: x\n\n").read().status())
                    .isEqualTo(503);
            assertThat(clock.send("GET / HTTP/1.1\nHost: x\nX-Slow: ").read().status())
                    .isEqualTo(408);
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
        }
    }

    private static Limits limits(int requests, Duration headTime, Duration writeTime, Duration idleTime) {
        return new Limits(1000, 4096, 1024, 64, requests, headTime, Duration.ofSeconds(30), writeTime, idleTime);
    }
}
