package ch.meuthak.lotse.server;

import ch.meuthak.lotse.server.testing.RawClient;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A guarded server of the tests, with a route for each thing that a handler may do to a connection. */
final class GuardedServer implements AutoCloseable {
    /** With deadlines that a test can wait for. */
    static final Limits QUICK =
            limits(Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** With deadlines that end nothing, however busy the machine is. */
    static final Limits LIMITS =
            limits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

    static final String GET = "GET /hello HTTP/1.1\nHost: x\n\n";

    /** {@code /slow} answers once this is open. */
    final CountDownLatch release = new CountDownLatch(1);

    /** Open as soon as one waits for that. */
    final CountDownLatch busyHandler = new CountDownLatch(1);

    /** Counts those who wait for that. */
    final CountDownLatch busyHandlers = new CountDownLatch(LIMITS.requests());

    /** Open as soon as one {@code /huge} is over, sent or cut. */
    final CountDownLatch huge = new CountDownLatch(1);

    private final LotseServer server;

    private static Limits limits(Duration headTime, Duration bodyTime, Duration writeTime, Duration idleTime) {
        return new Limits(1000, 4096, 1024, 64, 8, headTime, bodyTime, writeTime, idleTime);
    }

    GuardedServer() {
        this(LIMITS);
    }

    GuardedServer(Limits limits) {
        server = start(limits);
    }

    private LotseServer start(Limits limits) {
        Drain drain = new Drain();
        Guard guard = new Guard(limits, drain, List.of(HeaderValues.create("X-Release", "1.0")));
        var requestLimit = new RequestLimit(
                limits.requests(), request -> request.path().path().equals("/hello"));
        return LotseServer.start(
                guard.protect(WebServer.builder().host("127.0.0.1").port(0))
                        .routing(routes().addTo(guard.routing(List.of(requestLimit)))),
                drain,
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
    }

    private Routes routes() {
        return new Routes()
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
                .get("/huge", (request, response) -> {
                    try {
                        response.send(new byte[64 << 20]);
                    } finally {
                        huge.countDown();
                    }
                })
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
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    RawClient client() throws IOException {
        return RawClient.to(server.port());
    }

    /** Drains and stops; when this returns every connection has been dealt with. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        release.countDown();
        stop();
    }
}
