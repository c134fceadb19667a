package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.server.testing.RawClient;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardTest {
    private static final Limits LIMITS = new Limits(
            1000,
            4096,
            1024,
            64,
            8,
            Duration.ofMillis(700),
            Duration.ofMillis(700),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
    private static final String GET = "GET /hello HTTP/1.1\nHost: x\n\n";

    private final Drain drain = new Drain();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch busyHandler = new CountDownLatch(1);
    private final CountDownLatch busyHandlers = new CountDownLatch(LIMITS.requests());
    private final LotseServer server = start(LIMITS, drain);

    private LotseServer start(Limits limits, Drain drain) {
        Guard guard = new Guard(limits, drain, List.of(HeaderValues.create("X-Release", "1.0")));
        Routes routes = new Routes()
                .get(
                        "/hello",
                        (request, response) ->
                                Answer.send(request, response, HeaderValues.CONTENT_TYPE_TEXT_PLAIN, bytes("hello")))
                .get("/fails", (request, response) -> {
                    throw new IllegalStateException("secret of the inside");
                })
                .get("/slow", (request, response) -> {
                    busyHandler.countDown();
                    busyHandlers.countDown();
                    release.await();
                    Answer.send(request, response, HeaderValues.CONTENT_TYPE_TEXT_PLAIN, bytes("slow"));
                })
                .get("/page", (request, response) -> response.send(new byte[20_000]))
                .get("/huge", (request, response) -> response.send(new byte[64 << 20]))
                .post(
                        "/ignores",
                        (request, response) ->
                                Answer.send(request, response, HeaderValues.CONTENT_TYPE_TEXT_PLAIN, bytes("not read")))
                .post(
                        "/echo",
                        (request, response) -> Answer.send(
                                request,
                                response,
                                HeaderValues.CONTENT_TYPE_TEXT_PLAIN,
                                request.content().inputStream().readAllBytes()))
                .post(
                        "/whole",
                        (request, response) -> Answer.send(
                                request, response, HeaderValues.CONTENT_TYPE_TEXT_PLAIN, WholeBody.of(request, 10)));
        return LotseServer.start(
                guard.protect(WebServer.builder().host("127.0.0.1").port(0))
                        .routing(routes.addTo(guard.routing(
                                List.of(new RequestLimit(limits.requests(), path -> path.equals("/hello")))))),
                drain,
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
    }

    private static Limits limits(int requests, Duration headTime, Duration writeTime, Duration idleTime) {
        return new Limits(1000, 4096, 1024, 64, requests, headTime, Duration.ofSeconds(30), writeTime, idleTime);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void isUp() {
        assertThat(server.port()).isPositive();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private RawClient client() throws IOException {
        return RawClient.to(server.port());
    }

    @Test
    void aConnectionServesRequestAfterRequestAndEveryAnswerCarriesTheReleaseAndARequestId() throws IOException {
        try (RawClient client = client()) {
            for (int i = 0; i < 3; i++) {
                RawClient.Reply reply = client.send(GET).read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("hello");
                assertThat(reply.header("X-Release")).isEqualTo("1.0");
                assertThat(reply.header("X-Request-Id")).matches("[0-9a-f]{32}");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawClient client = client()) {
            client.send(GET + "GET /nowhere HTTP/1.1\nHost: x\n\n" + GET);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("hello");
        }
    }

    @Test
    void anAnswerOfSeveralWritesDoesNotWaitForTheClientsDelayedAck() throws IOException {
        long[] nanos = new long[21];
        try (RawClient client = client()) {
            for (int i = 0; i < nanos.length; i++) {
                long begun = System.nanoTime();
                client.send("GET /page HTTP/1.1\nHost: x\n\n").read();
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(35));
    }

    @Test
    void aSaneRequestIdIsKeptAndAnInsaneOneReplaced() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("GET /hello HTTP/1.1\nHost: x\nX-Request-Id: abc-1\n\n")
                            .read()
                            .header("X-Request-Id"))
                    .isEqualTo("abc-1");
            assertThat(client.send("GET /hello HTTP/1.1\nHost: x\nX-Request-Id: <b>\n\n")
                            .read()
                            .header("X-Request-Id"))
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void connectionCloseReallyClosesAndThePipelinedRequestBehindItIsNotAnswered() throws IOException {
        try (RawClient client = client()) {
            client.send("GET /hello HTTP/1.1\nHost: x\nConnection: close\n\n" + GET);
            RawClient.Reply reply = client.read();
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo("hello");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void headHasTheLengthOfGetAndNoBodyAndTheConnectionLivesOn() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply head =
                    client.send("HEAD /hello HTTP/1.1\nHost: x\n\n" + GET).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("5");
            assertThat(client.read().body()).isEqualTo("hello");
            assertThat(client.send("HEAD /nowhere HTTP/1.1\nHost: x\n\n" + GET)
                            .readHead()
                            .status())
                    .isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("hello");
        }
    }

    @Test
    void headToAHandlerThatWritesABodyClosesSoThatNobodyTakesTheBodyForAnAnswer() throws IOException {
        try (RawClient client = client()) {
            assertThat(client.send("HEAD /huge HTTP/1.1\nHost: x\n\n")
                            .readHead()
                            .header("Connection"))
                    .isEqualTo("close");
        }
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
            release.countDown();
            assertThat(client.read().body()).isEqualTo("slow");
        }
    }

    @Test
    void aClientThatDoesNotReadIsCut() throws Exception {
        Limits quick = limits(LIMITS.requests(), LIMITS.headTime(), Duration.ofMillis(300), LIMITS.idleTime());
        try (LotseServer cutting = start(quick, new Drain());
                RawClient client = RawClient.to(cutting.port())) {
            client.send("GET /huge HTTP/1.1\nHost: x\n\n");
            long began = System.nanoTime();
            // Reading begins only when the server has given up: another connection, idle for much longer, measures the
            // time.
            try (RawClient clock = RawClient.to(cutting.port())) {
                assertThat(clock.isClosedByServer()).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(quick.writeTime());
            assertThatThrownBy(() -> {
                        String body = client.read().body();
                        throw new IOException("only " + body.length());
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining(String.valueOf(64 << 20));
        }
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

    @Test
    void aBodyThatNobodyReadClosesTheConnection() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /ignores HTTP/1.1\nHost: x\nContent-Length: 900\n\n");
            RawClient.Reply reply = client.read();
            assertThat(reply.body()).isEqualTo("not read");
            assertThat(reply.header("Connection")).isEqualTo("close");
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
    void anUnexpectedErrorSaysNothingOfTheInside() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply reply =
                    client.send("GET /fails HTTP/1.1\nHost: x\n\n").read();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body())
                    .contains("\"title\":\"Internal Server Error\"", "\"instance\":\"/fails\"")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aWrongMethodIs405WithAllowAndOptionsSaysTheSame() throws IOException {
        try (RawClient client = client()) {
            RawClient.Reply wrong =
                    client.send("DELETE /hello HTTP/1.1\nHost: x\n\n").read();
            assertThat(wrong.status()).isEqualTo(405);
            assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            RawClient.Reply options =
                    client.send("OPTIONS /hello/ HTTP/1.1\nHost: x\n\n").read();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(client.send("GET /hello/ HTTP/1.1\nHost: x\n\n").read().body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void tooManyRequestsAtOnceAre503WithRetryAfterAndExemptPathsStillAnswer() throws Exception {
        List<RawClient> busy = new ArrayList<>();
        for (int i = 0; i < LIMITS.requests(); i++) {
            busy.add(client().send("GET /slow HTTP/1.1\nHost: x\n\n"));
        }
        assertThat(busyHandlers.await(20, TimeUnit.SECONDS)).isTrue();
        try (RawClient client = client()) {
            RawClient.Reply reply =
                    client.send("GET /nowhere HTTP/1.1\nHost: x\n\n").read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
        } finally {
            release.countDown();
            busy.forEach(RawClient::close);
        }
    }

    @Test
    void aDrainFinishesTheRequestInFlightAndClosesEveryConnection() throws Exception {
        try (RawClient slow = client();
                RawClient idle = client()) {
            idle.send(GET).read();
            slow.send("GET /slow HTTP/1.1\nHost: x\n\n");
            assertThat(busyHandler.await(20, TimeUnit.SECONDS)).isTrue();
            Thread stopping = Thread.ofVirtual().start(server::close);
            assertThat(idle.isClosedByServer()).isTrue();
            release.countDown();
            RawClient.Reply reply = slow.read();
            assertThat(reply.body()).isEqualTo("slow");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aConnectionLivesOnAfterABodyThatWasRead() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 3\n\nabc");
            assertThat(client.read().body()).isEqualTo("abc");
            client.send("POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\ndef\n0\n\n");
            RawClient.Reply second = client.read();
            assertThat(second.body()).isEqualTo("def");
            assertThat(second.header("Connection")).isEmpty();
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws IOException {
        try (RawClient client = client()) {
            client.send("POST /echo HTTP/1.1\nHost: x\nContent-Length: 3\nExpect: 100-continue\n\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("abc").read().body()).isEqualTo("abc");
        }
    }

    /** A filter's error is answered outside the filters: the write deadline has to end there as well. */
    @Test
    void anAnsweredConnectionMayBeSilentForLongerThanAWriteMayTake() throws IOException {
        Limits none = limits(0, Duration.ofMillis(2500), Duration.ofSeconds(1), Duration.ofMinutes(5));
        try (LotseServer refusing = start(none, new Drain());
                RawClient client = RawClient.to(refusing.port());
                RawClient clock = RawClient.to(refusing.port())) {
            assertThat(client.send("GET /nowhere HTTP/1.1\nHost: x\n\n").read().status())
                    .isEqualTo(503);
            assertThat(clock.send("GET / HTTP/1.1\nHost: x\nX-Slow: ").read().status())
                    .isEqualTo(408);
            assertThat(client.send(GET).read().body()).isEqualTo("hello");
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
            server.close(); // when it has stopped, every connection has been dealt with
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
