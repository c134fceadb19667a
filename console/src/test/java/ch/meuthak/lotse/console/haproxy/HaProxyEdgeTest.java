package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.console.load.Exchange;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(240)
class HaProxyEdgeTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final HaProxy haproxy = HaProxy.start(Map.of("LOTSE_EDGE_CONNECTIONS", "1000"));
    private final HaProxyEdge edge = new HaProxyEdge(haproxy.settings());
    private StubRelease blue = StubRelease.start("blue");
    private final StubRelease green = StubRelease.start("green");

    HaProxyEdgeTest() throws IOException {}

    @BeforeEach
    void serveBlue() throws Exception {
        edge.route(Slot.BLUE, blue.address());
    }

    @AfterEach
    void close() {
        blue.close();
        green.close();
        haproxy.close();
    }

    @Test
    void aSwitchSendsWhatComesNextToTheOtherSlotAndIsInTheFile() throws Exception {
        assertThat(edge.active()).contains(Slot.BLUE);
        assertThat(haproxy.get("/").header("X-Release")).isEqualTo("blue");
        try (RawClient kept = RawClient.to(haproxy.port())) {
            kept.send("GET / HTTP/1.1\nHost: x\n\n").read();

            edge.route(Slot.GREEN, green.address());

            assertThat(kept.send("GET / HTTP/1.1\nHost: x\n\n").read().header("X-Release"))
                    .isEqualTo("green");
        }
        assertThat(edge.active()).contains(Slot.GREEN);
        assertThat(Files.readString(haproxy.map())).isEqualTo("slot green\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(haproxy.map())))
                .as("readable for the edge, which is another user")
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void routingToWhereTheTrafficGoesAlreadyChangesNothingButRepairsTheFile() throws Exception {
        int before = haproxy.output().split("changed from CLI", -1).length;
        Files.writeString(haproxy.map(), "slot green\n");

        edge.route(Slot.BLUE, blue.address());

        assertThat(Files.readString(haproxy.map())).isEqualTo("slot blue\n");
        assertThat(haproxy.output().split("changed from CLI", -1))
                .as("no check was doubted")
                .hasSize(before);
    }

    @Test
    void fiftySwitchesUnderMixedLoadFailNoRequest() throws Exception {
        Load load = mixedLoad();
        try (load) {
            for (int i = 0; i < 50; i++) {
                long before = load.answered();
                boolean even = i % 2 == 0;
                edge.route(even ? Slot.GREEN : Slot.BLUE, even ? green.address() : blue.address());
                HaProxy.await(() -> load.answered() >= before + 20);
            }
        }
        assertThat(load.failures()).as(load.sent() + " requests").isEmpty();
        for (Slot slot : Slot.values()) {
            assertThat(edge.traffic(slot).requests()).isGreaterThan(100);
            assertThat(edge.traffic(slot).serverErrors()).isZero();
        }
    }

    /** Kept connections and one for each request, bodies with a length and in chunks, and requests of three seconds. */
    private Load mixedLoad() {
        Predicate<ch.meuthak.lotse.console.load.Answer> ok =
                answer -> answer.status() == 200 && answer.header("x-release").isPresent();
        Exchange post = Exchange.post("/post", 20_000, 200);
        Exchange counted = post.served(
                ok.and(answer -> answer.body().contains(" " + post.body().length() + "\n")));
        Duration pace = Duration.ofMillis(20);
        Load load = new Load();
        for (int i = 0; i < 3; i++) {
            load.keepAlive(haproxy.address(), Optional.empty(), pace, Exchange.get("/"))
                    .keepAlive(haproxy.address(), Optional.empty(), pace, counted)
                    .keepAlive(haproxy.address(), Optional.empty(), pace, counted.inChunks())
                    .keepAlive(haproxy.address(), Optional.empty(), pace, Exchange.get("/sleep/3000"))
                    .connectionPerRequest(
                            haproxy.address(),
                            Optional.empty(),
                            pace,
                            Exchange.get("/").with("Connection: close"));
        }
        return load;
    }

    @Test
    void aRequestUnderWayFinishesInTheOldSlotAndNoConnectionIsLeftThere() throws Exception {
        try (RawClient kept = RawClient.to(haproxy.port());
                RawClient slow = RawClient.to(haproxy.port())) {
            kept.send("GET / HTTP/1.1\nHost: x\n\n").read();
            slow.send("GET /hold HTTP/1.1\nHost: x\n\n");
            HaProxy.await(() -> inFlight(Slot.BLUE) == 1);

            edge.route(Slot.GREEN, green.address());

            assertThat(haproxy.get("/").header("X-Release")).isEqualTo("green");
            assertThat(edge.open(Slot.BLUE).total()).isEqualTo(1);
            HaProxy.await(() -> blue.connections() == 1); // that of the slow request
            blue.letGo();
            assertThat(slow.read().body()).isEqualTo("blue");
            HaProxy.await(() -> inFlight(Slot.BLUE) == 0 && blue.connections() == 0);
        }
    }

    private long inFlight(Slot slot) {
        try {
            return edge.open(slot).total();
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anEdgeThatWasKilledServesTheSameSlotAtOnceWithoutAConsole() throws Exception {
        try (HaProxy fixed = HaProxy.start(Map.of(
                "LOTSE_SLOT_BLUE", "127.0.0.1:" + blue.address().getPort(),
                "LOTSE_SLOT_GREEN", "127.0.0.1:" + green.address().getPort()))) {
            var its = new HaProxyEdge(fixed.settings());
            assertThat(fixed.get("/").header("X-Release"))
                    .as("at the very first")
                    .isEqualTo("blue");
            its.route(Slot.GREEN, green.address());

            fixed.kill();
            fixed.start();

            assertThat(fixed.get("/").header("X-Release")).isEqualTo("green");
            assertThat(its.active()).contains(Slot.GREEN);
        }
    }

    @Test
    void aSlotWhoseCheckFailsIsNotRoutedTo() throws Exception {
        green.ready(false);

        assertThatThrownBy(() -> edge.route(Slot.GREEN, green.address()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("slot green")
                .hasMessageContaining("503");
        assertThatThrownBy(() -> edge.route(Slot.GREEN, NOWHERE))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("onnection refused");

        assertThat(edge.active()).contains(Slot.BLUE);
        assertThat(Files.readString(haproxy.map())).isEqualTo("slot blue\n");
        assertThat(haproxy.get("/").header("X-Release")).isEqualTo("blue");
    }

    @Test
    void aSlotThatIsNotReadyGetsTheTrafficWhenItIsNoBetterWhereThatGoes() throws Exception {
        green.ready(false);
        blue.ready(false);

        edge.route(Slot.GREEN, green.address());

        assertThat(haproxy.get("/").header("X-Release"))
                .as("a release answers though it is not ready")
                .isEqualTo("green");
    }

    @Test
    void whatTheEdgesOwnCheckSaysIsKnownWithoutAskingAnybodyElse() throws Exception {
        HaProxy.await(() -> answers(Slot.BLUE));
        blue.ready(false);
        assertThat(edge.answers(Slot.BLUE)).as("503 is an answer").isTrue();
        blue.close();
        HaProxy.await(() -> !answers(Slot.BLUE));
        assertThat(edge.answers(Slot.GREEN)).as("nothing was routed there yet").isFalse();
    }

    private boolean answers(Slot slot) {
        try {
            return edge.answers(slot);
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A release may not speak it: strangers who do could otherwise have each one rolled back. */
    @Test
    void theNumbersOfASlotLeaveOutHttp10WhichIsServedAllTheSame() throws Exception {
        for (String path : List.of("/", "/fail")) {
            try (RawClient client = RawClient.to(haproxy.port())) {
                assertThat(client.send("GET " + path + " HTTP/1.0\nHost: x\n\n")
                                .read()
                                .status())
                        .isEqualTo(path.equals("/") ? 200 : 500);
            }
        }

        assertThat(edge.traffic(Slot.BLUE).requests()).isZero();
    }

    @Test
    void theNumbersOfASlotLeaveOutTheHooksAndKnowAnswersThatNeverCame() throws Exception {
        for (String path : List.of("/", "/fail", "/cut", "/hooks/redeploy/fail", "/hooks/redeploy")) {
            try (RawClient client = RawClient.to(haproxy.port())) {
                client.send("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n\n")
                        .read();
            }
        }
        assertThat(haproxy.get("/die").status()).isEqualTo(502);

        HaProxy.await(() -> inFlight(Slot.BLUE) == 0);
        Traffic traffic = edge.traffic(Slot.BLUE);
        assertThat(traffic.requests()).isEqualTo(4);
        assertThat(traffic.serverErrors()).isEqualTo(3);
        assertThat(edge.traffic(Slot.GREEN).requests()).isZero();

        haproxy.kill();
        haproxy.start();
        edge.route(Slot.BLUE, blue.address());
        haproxy.get("/sleep/300");
        HaProxy.await(() -> inFlight(Slot.BLUE) == 0);
        Traffic again = edge.traffic(Slot.BLUE);
        assertThat(again.requests()).as("since the edge started again").isEqualTo(1);
        assertThat(again.since(traffic)).as("since before").isEmpty();
        assertThat(edge.traffic(Slot.BLUE).since(again).orElseThrow().requests())
                .isZero();
    }

    /** Kind by kind what a client can make of a release that does nothing wrong, and what only a release does. */
    @ParameterizedTest
    @CsvSource({
        "GET /refuse/400 HTTP/1.1, 0, 0",
        "GET /refuse/404 HTTP/1.1, 0, 0",
        "GET /refuse/501 HTTP/1.1, 0, 0",
        "GET /refuse/505 HTTP/1.1, 0, 0",
        "GET /refuse/500 HTTP/1.1, 1, 1",
        "GET /refuse/503 HTTP/1.1, 1, 1",
        "GET /refuse/301 HTTP/1.1, 1, 0",
        "GET /die HTTP/1.1, 1, 1",
        "GET /cut HTTP/1.1, 1, 1",
        "HEAD /cut HTTP/1.1, 1, 0",
        "GET /refuse/304 HTTP/1.1, 1, 0",
        "GET /refuse/204 HTTP/1.1, 1, 0",
        "GET /cut/chunked HTTP/1.1, 1, 0",
        "GET /cut/long HTTP/1.1, 1, 0",
        "GET /die HTTP/1.0, 0, 0",
        "GET /cut HTTP/1.0, 0, 0",
        "GET /hooks/redeploy/die HTTP/1.1, 0, 0"
    })
    void whatCounts(String line, long requests, long errors) throws Exception {
        try (RawClient client = RawClient.to(haproxy.port())) {
            assertThat(client.send(line + "\nHost: x\nConnection: close\n\n")
                            .readHead()
                            .status())
                    .isPositive();
        }
        HaProxy.await(() -> inFlight(Slot.BLUE) == 0 && blue.connections() == 0);
        Traffic traffic = edge.traffic(Slot.BLUE);
        assertThat(traffic.requests()).isEqualTo(requests);
        assertThat(traffic.serverErrors()).isEqualTo(errors);
    }

    /** HAProxy's own counters of statuses change when an answer ends, which a client decides. */
    @Test
    void anAnswerCountsWhenItBeginsAndWhoDoesNotReadItChangesNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            haproxy.get("/refuse/500");
        }
        HaProxy.await(() -> inFlight(Slot.BLUE) == 0);
        Traffic before = edge.traffic(Slot.BLUE);
        assertThat(before.serverErrors()).isEqualTo(3);
        try (RawClient refused = RawClient.to(haproxy.port());
                RawClient failed = RawClient.to(haproxy.port())) {
            refused.send("GET /large/501 HTTP/1.1\nHost: x\n\n");
            HaProxy.await(() -> downloads() == 1);
            assertThat(edge.traffic(Slot.BLUE))
                    .as("beside a 501 that nobody reads")
                    .isEqualTo(before);
            failed.send("GET /large/500 HTTP/1.1\nHost: x\n\n");
            HaProxy.await(() -> downloads() == 2);
            assertThat(edge.traffic(Slot.BLUE).serverErrors())
                    .as("with a 500 that nobody reads")
                    .isEqualTo(4);
        }
        HaProxy.await(() -> inFlight(Slot.BLUE) == 0);
        assertThat(edge.traffic(Slot.BLUE).serverErrors())
                .as("once they have ended")
                .isEqualTo(4);
    }

    private long downloads() {
        try {
            return edge.open(Slot.BLUE).downloads();
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once the client is gone, or the release has answered without what the client still sends, nobody has failed. */
    @Test
    void aReleaseThatAnswersBeforeALongBodyIsThereAndClosesHasDoneNothingWrong() throws Exception {
        try (HaProxy large = HaProxy.start(Map.of("LOTSE_EDGE_BODY_SIZE", "1048576"))) {
            var its = new HaProxyEdge(large.settings());
            its.route(Slot.BLUE, blue.address());
            try (RawClient client = RawClient.to(large.port())) {
                client.send("POST /early HTTP/1.1\nHost: x\nContent-Length: 60000\n\n" + "x".repeat(40_000));
                assertThat(client.read().status()).isEqualTo(200);
                blue.letGo();
                HaProxy.await(() -> blue.connections() == 0);
            }
            try (RawClient client = RawClient.to(large.port())) {
                client.send("POST /die HTTP/1.1\nHost: x\nContent-Length: 60000\n\n" + "x".repeat(40_000));
            }
            HaProxy.await(() -> {
                try {
                    return its.open(Slot.BLUE).total() == 0;
                } catch (PlatformException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(its.traffic(Slot.BLUE).requests()).isZero();
        }
    }

    @Test
    void aRequestWaitsForAReleaseThatIsBackWithinSeconds() throws Exception {
        blue.close();
        try (RawClient client = RawClient.to(haproxy.port())) {
            client.send("POST /pay HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello");
            HaProxy.await(() -> inFlight(Slot.BLUE) == 1);
            blue = blue.again();

            assertThat(client.read().body()).startsWith("blue 5");
        }
        assertThat(blue.requests()).isEqualTo(1);
    }

    @Test
    void aRequestThatTheReleaseMayHaveServedIsNeverSentAgain() throws Exception {
        assertThat(haproxy.ask("POST /die HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello")
                        .status())
                .isEqualTo(502);
        assertThat(haproxy.get("/die").status()).isEqualTo(502);
        assertThat(blue.requests()).isEqualTo(2);
    }

    @Test
    void whereNothingAnswersTheEdgeSaysSoAndNothingAboutItself() throws Exception {
        blue.close();
        var reply = haproxy.get("/");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.body()).contains("\"status\":503", reply.header("X-Request-Id"));
        assertThat(reply.toString()).doesNotContainIgnoringCase("haproxy");
        assertThat(reply.headers()).doesNotContainKeys("server", "via");
    }

    @Test
    void aFullDiskDoesNotHoldUpTheSwitch() throws Exception {
        Files.createDirectory(haproxy.map().resolveSibling("active.map.new"));
        Files.createFile(haproxy.map().resolveSibling("active.map.new").resolve("x"));

        edge.route(Slot.GREEN, green.address());
        assertThat(new ActiveMap(haproxy.map()).read()).contains(Slot.GREEN);
        edge.route(Slot.BLUE, blue.address());
        assertThat(new ActiveMap(haproxy.map()).read()).contains(Slot.BLUE);

        haproxy.kill();
        haproxy.start();
        assertThat(edge.active()).contains(Slot.BLUE);
        Files.delete(haproxy.map().resolveSibling("active.map.new").resolve("x"));
    }

    @Test
    void aMapThatCannotBeWrittenLeavesTheTrafficWhereItIs() throws Exception {
        Files.delete(haproxy.map());
        Files.createDirectory(haproxy.map());

        assertThatThrownBy(() -> edge.route(Slot.GREEN, green.address()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("active.map");
        assertThat(edge.active()).contains(Slot.BLUE);
    }

    @Test
    void aMapWithoutASlotIsNobodysTrafficUntilOneIsRouted() throws Exception {
        haproxy.kill();
        Files.writeString(haproxy.map(), "# nothing\n");
        haproxy.start();
        assertThat(edge.active()).isEmpty();
        assertThat(haproxy.get("/").status()).isEqualTo(503);

        edge.route(Slot.GREEN, green.address());

        assertThat(edge.active()).contains(Slot.GREEN);
        assertThat(haproxy.get("/").header("X-Release")).isEqualTo("green");
    }

    @Test
    void anEdgeThatCannotStartForLackOfItsFileGetsIt() throws Exception {
        haproxy.kill();
        Files.delete(haproxy.map());

        assertThatThrownBy(() -> edge.route(Slot.GREEN, green.address())).isInstanceOf(PlatformException.class);

        haproxy.start();
        assertThat(edge.active()).contains(Slot.GREEN);
    }

    @Test
    void anAddressThatIsNoAddressIsRefused() {
        for (String address : List.of("http://example.org:80", "https://127.0.0.1:80", "http://127.0.0.1")) {
            assertThatThrownBy(() -> edge.route(Slot.GREEN, URI.create(address)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(address);
        }
    }
}
