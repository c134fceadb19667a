package ch.meuthak.lotse.server;

import static ch.meuthak.lotse.server.GuardedServer.GET;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard makes of requests that are too large, broken or given up. */
@Timeout(60)
class BadRequestsTest {
    private final GuardedServer server = new GuardedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient client() throws IOException {
        return server.client();
    }

    @Test
    void aBodyThatIsTooLongByItsLengthIs413AndClosedAndTheClientReadsTheAnswer() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 10485760\n\n");
            client.send(new byte[10 << 20]);
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.header("X-Request-Id")).isNotEmpty();
            assertThat(reply.header("X-Release")).isEqualTo("1.0");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aChunkedBodyThatIsTooLongIs413AndClosedAndItsRestIsNoRequest() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n7d0\n");
            client.send((GET + "\n").repeat(70));
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aChunkWhoseSizeIsNoNumberIs400AndClosedAndLeavesNothingInTheLog() throws IOException {
        List<LogRecord> log = new CopyOnWriteArrayList<>();
        Handler handler = into(log);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String size : List.of("x", "-1", "0x2", "FFFFFFFFFFFFFFFFF", "2 2")) {
                try (RawClient client = client()) {
                    client.send("POST /whole HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n" + size + "\nab\n0\n\n"
                            + GET);
                    RawClient.Reply reply = client.read();
                    assertThat(reply.status()).as(size).isEqualTo(400);
                    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                    assertThat(client.isClosedByServer()).as(size).isTrue();
                }
            }
            try (RawClient client = client()) {
                client.send("POST /whole HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n")
                        .send("2\nab\n0\n\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(client.read().status()).as("bare line feeds").isEqualTo(400);
                assertThat(client.isClosedByServer()).isTrue();
            }
            assertThat(log).extracting(LogRecord::getMessage).isEmpty();
        } finally {
            root.removeHandler(handler);
        }
    }

    @Test
    void aWholeBodyThatIsTooLongIs413AndClosed() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /whole HTTP/1.1\nHost: x\nContent-Length: 11\n\n12345678901");
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** {@code ~} stands for a byte that no UTF-8 has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello?a=%ff",
                "/hello?a=%",
                "/hello?a=%4",
                "/hello?a=%zz",
                "/hello?%ed%a0%80=1",
                "/hello?a=%c0%af",
                "/hello?a=%e2%82",
                "/hello?a=~",
                "/hello%ff",
                "/hell%6",
                "/%ed%a0%80",
                "/hello~"
            })
    void anAddressThatIsNoTextIsRefusedAndNotReplacedByAnother(String address) throws IOException {
        try (RawClient client = client()) {
            client.send("GET " + address.replace('~', '\u00ff') + " HTTP/1.1\nHost: x\n\n");
            assertThat(client.read().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello?a=%c3%a4%20%f0%9f%9a%a2", "/hello?a=100%25", "/hello?", "/h%65llo"})
    void anAddressThatIsTextIsTaken(String address) throws IOException {
        try (RawClient client = client()) {
            client.send("GET " + address + " HTTP/1.1\nHost: x\n\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatNobodyReadClosesTheConnection() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /ignores HTTP/1.1\nHost: x\nContent-Length: 900\n\n");
            RawClient.Reply reply = client.read();
            assertThat(reply.body()).isEqualTo("not read");
            assertThat(reply.header("Connection")).isEqualTo("close");
        }
    }

    /** Whoever sends for as long as somebody reads would hold the connection, and with it a place in what is before it. */
    @Test
    void aBodyThatNobodyReadIsNotAwaitedWhenItTrickles() throws Exception {
        try (RawClient client = client()) {
            client.send("POST /ignores HTTP/1.1\nHost: x\nContent-Length: 900\n\n");
            assertThat(client.read().body()).isEqualTo("not read");
            long began = System.nanoTime();
            int sent = 0;
            while (sent < 100 && isOpen(client)) {
                sent++;
                Thread.sleep(200); // the slowness is what is tested
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        }
    }

    private static boolean isOpen(RawClient client) {
        try {
            client.send("x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/./hello",
                "/x/../hello",
                "/x/%2e%2E/hello",
                "/.%2e/hello",
                "/hello/%2e",
                "/hello;a=b",
                "/;/hello",
                "/hooks/..;/hello",
                "/x%2f..%2fhello",
                "/x%2Fhello",
                "/x%5chello",
                "/x%5C..%5Chello",
                "/x\\hello",
                "/hello%00",
                "http://x/x/../hello"
            })
    void aPathThatOthersMayReadAsAnotherIs400(String path) throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("GET " + path + " HTTP/1.1\nHost: x\n\n")
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/hello?a=../..;%2f%00", "/h%65llo", "//hello"})
    void aPathThatIsTheSameForEverybodyIsNot(String path) throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("GET " + path + " HTTP/1.1\nHost: x\n\n")
                            .read()
                            .status())
                    .isIn(200, 404);
        }
    }

    @Test
    void aHeaderSectionOf100kIs400AProblemAndTheClientReadsIt() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /hello HTTP/1.1\nHost: x\nX-Long: " + "a".repeat(100_000) + "\n\n");
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aLongRequestLineIs414AndOldOrBrokenHttpIsRefused() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("GET /" + "a".repeat(5000) + " HTTP/1.1\nHost: x\n\n")
                            .read()
                            .status())
                    .isEqualTo(414);
        }
        try (RawClient client = client()) {
            assertThat(client.send("GET / HTTP/1.0\n\n").read().status()).isEqualTo(505);
        }
        try (RawClient client = client()) {
            assertThat(client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 3\nTransfer-Encoding: chunked\n\nabc")
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void clientsThatGoAwayInTheMiddleLeaveNothingInTheLog() throws IOException {
        List<LogRecord> log = new CopyOnWriteArrayList<>();
        Handler handler = into(log);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String half : new String[] {
                "GET /he",
                "GET /hello HTTP/1.1\nHost: ",
                "POST /echo HTTP/1.1\nHost: x\nContent-Length: 9\n\nhalf",
                "POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nff\nhalf"
            }) {
                client().send(half).close();
            }
            server.stop(); // when it has stopped, every connection has been dealt with
            assertThat(log).extracting(LogRecord::getMessage).isEmpty();
        } finally {
            root.removeHandler(handler);
        }
    }

    private static Handler into(List<LogRecord> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
