package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.HttpVisit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofMillis(700);

    /** What a busy machine may add. */
    private static final Duration SLACK = Duration.ofSeconds(8);

    /** For whatever ends by itself. */
    private final HttpProbe probe = within(Duration.ofSeconds(20));

    private static HttpProbe within(Duration deadline) {
        return new HttpProbe(TrustedChain.of(Optional.empty()), deadline, InstantSource.fixed(NOW));
    }

    private HttpVisit visit(RawServer server) throws IOException {
        return visit(server, probe);
    }

    /** One that lasts until the deadline. */
    private HttpVisit visit(RawServer server, Duration deadline) throws IOException {
        long begun = System.nanoTime();
        HttpVisit visit = visit(server, within(deadline));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline.plus(SLACK));
        return visit;
    }

    private static HttpVisit visit(RawServer server, HttpProbe probe) throws IOException {
        try (server) {
            HttpVisit visit = probe.straight(server.address());
            assertThat(visit.url())
                    .isEqualTo("http://127.0.0.1:" + server.address().getPort() + "/");
            assertThat(visit.at()).isEqualTo(NOW);
            return visit;
        }
    }

    private String failure(RawServer server) throws IOException {
        return failure(visit(server));
    }

    private static String failure(HttpVisit visit) {
        assertThat(visit.status()).isZero();
        assertThat(visit.latency()).isEmpty();
        return visit.failure();
    }

    @Test
    void anAnswerIsToldWithItsReleaseAndWithWhereTheTimeWent() throws Exception {
        HttpVisit visit = visit(new RawServer(socket -> {
            RawServer.request(socket);
            Thread.sleep(60);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nx-release: 1.4.0+4f1c\r\nContent-Length: 2\r\n\r\nhi"
                            .getBytes(StandardCharsets.US_ASCII));
        }));

        assertThat(visit.status()).isEqualTo(200);
        assertThat(visit.release()).isEqualTo("1.4.0+4f1c");
        assertThat(visit.failure()).isEmpty();
        assertThat(visit.latency()).hasValueSatisfying(latency -> {
            assertThat(latency.firstByte()).isGreaterThanOrEqualTo(Duration.ofMillis(55));
            assertThat(latency.connect()).isPositive().isLessThan(Duration.ofSeconds(5));
            assertThat(latency.tls()).isZero();
            assertThat(latency.resolve()).isZero();
            assertThat(latency.total()).isEqualTo(latency.connect().plus(latency.firstByte()));
        });
    }

    @Test
    void itAsksForTheRootAsAClientThatKeepsNoConnection() throws Exception {
        var asked = new CompletableFuture<String>();
        visit(new RawServer(socket -> asked.complete(RawServer.request(socket))));

        assertThat(asked.get(10, TimeUnit.SECONDS))
                .startsWith("GET / HTTP/1.1\r\nHost: 127.0.0.1:")
                .contains("Connection: close");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n")) {
            String location = "http://127.0.0.1:" + elsewhere.address().getPort() + "/";
            HttpVisit visit = visit(RawServer.saying("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n"));

            assertThat(visit.status()).isEqualTo(302);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void anInterimAnswerIsPassedOver() throws Exception {
        assertThat(visit(RawServer.saying("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 503 Busy\r\n\r\n"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void silenceEndsAtTheDeadline() throws Exception {
        assertThat(failure(visit(RawServer.silent(), DEADLINE))).isEqualTo("no answer came within 700 ms");
    }

    @Test
    void aHeadThatDripsEndsAtTheDeadline() throws Exception {
        byte[] begin = "HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);

        assertThat(failure(visit(RawServer.dripping(begin, (byte) 'a'), DEADLINE)))
                .isEqualTo("no answer came within 700 ms");
    }

    @Test
    void aBodyWithoutEndIsLeftAtTheDeadlineAndTheAnswerCounts() throws Exception {
        byte[] head = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        // the answer itself must be there by then, on a busy machine, too
        var deadline = Duration.ofSeconds(4);
        assertThat(visit(RawServer.dripping(head, (byte) 'a'), deadline).status())
                .isEqualTo(200);
    }

    @Test
    void aFloodIsCutOff() throws Exception {
        var flood = new RawServer(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write(new byte[8192]);
            }
        });

        assertThat(failure(flood)).isEqualTo("the answer's head is longer than 16 KiB");
    }

    @Test
    void whatIsNoHttpIsSaidToBeNone() throws Exception {
        assertThat(failure(RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n")))
                .isEqualTo("what answers does not speak HTTP");
        assertThat(failure(RawServer.saying("HTTP/1.1 twohundred\r\n\r\n")))
                .isEqualTo("what answers does not speak HTTP");
        assertThat(failure(RawServer.saying("HTTP/1.1 200 OK\r\nX-Re")))
                .isEqualTo("the answer ends in the middle of its head");
    }

    @Test
    void aConnectionThatIsResetOrClosedHasBrokenOff() throws Exception {
        assertThat(failure(RawServer.resetting())).isEqualTo("the connection broke off: no answer came");
        assertThat(failure(RawServer.saying(""))).isEqualTo("the connection broke off: no answer came");
    }

    @Test
    void aPortWithoutAServerRefuses() throws Exception {
        InetSocketAddress free;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());
        }

        assertThat(probe.straight(free).failure()).isEqualTo("the connection was refused");
    }

    @Test
    void anAddressNobodyCanConnectToIsSaidWithTheReason() {
        // TCP has no broadcast
        assertThat(probe.straight(new InetSocketAddress("255.255.255.255", 5000))
                        .failure())
                .startsWith("no connection came about (");
    }

    @Test
    void aReleaseIsShownShortAndWithoutControlCharacters() throws Exception {
        HttpVisit visit = visit(
                RawServer.saying("HTTP/1.1 200 OK\r\nX-Release: a\u001b[31m\u009b" + "b".repeat(500) + "\r\n\r\n"));

        assertThat(visit.release()).startsWith("a?[31m?bbb").hasSize(100);
    }
}
