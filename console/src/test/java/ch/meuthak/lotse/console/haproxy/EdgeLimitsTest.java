package ch.meuthak.lotse.console.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.RawClient;
import ch.meuthak.lotse.server.testing.RawClient.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much at once, and how slowly, the edge lets anybody ask. */
@Timeout(240)
class EdgeLimitsTest extends EdgeFixture {
    EdgeLimitsTest() throws IOException {}

    @Test
    void oneAddressHasOnlySoManyConnectionsAndTheBalancerAsManyAsItLikes() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_CONNECTIONS", "5"));
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(RawClient.to(edge.port()));
            assertThat(open.getLast().send("GET / HTTP/1.1\nHost: x\n\n").read().status())
                    .isEqualTo(200);
        }
        Reply refused = edge.ask("GET / HTTP/1.1\nHost: x\n\n");
        assertProblem(refused, 429);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        for (int i = 0; i < 10; i++) {
            open.add(RawClient.to(edge.port()));
        }
        assertThat(open.getLast().isClosedByServer()).isTrue();
        assertThat(open.getFirst().send("GET / HTTP/1.1\nHost: x\n\n").read().status())
                .as("one of those that came first")
                .isEqualTo(200);
        open.forEach(RawClient::close);

        HaProxy balanced = edge(Map.of("LOTSE_EDGE_CONNECTIONS", "5", "LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8"));
        for (int i = 0; i < 20; i++) {
            open.add(RawClient.to(balanced.port()));
            assertThat(open.getLast().send("GET / HTTP/1.1\nHost: x\n\n").read().status())
                    .isEqualTo(200);
        }
        open.forEach(RawClient::close);
    }

    /** What the release refused would count against it: a stranger could have a new one taken back. */
    @Test
    void whatIsTooMuchAtOnceIsRefusedWithoutCountingAgainstTheRelease() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_REQUESTS", "3"));
        var places = new HaProxyEdge(edge.settings());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> slow = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                slow.add(threads.submit(() -> edge.get("/hold")));
            }
            HaProxy.await(() -> release.requests() == 3);

            Reply refused = edge.get("/");
            assertProblem(refused, 503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body()).contains("Too many requests at once");
            assertThat(edge.get("/hooks/redeploy").status()).as("a hook").isEqualTo(200);
            release.letGo();
            for (Future<Reply> one : slow) {
                assertThat(one.get().body()).isEqualTo("blue");
            }
        }
        assertThat(edge.get("/").status()).as("one at a time").isEqualTo(200);
        assertThat(places.traffic(Slot.BLUE).serverErrors()).isZero();
    }

    /** Whoever comes to the hook when its places are taken waits: a proved call must not be refused for those before it. */
    @Test
    void theHookHasPlacesOfItsOwnAndWhoComesMeanwhileWaits() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_REQUESTS", "1", "LOTSE_EDGE_UNCOUNTED", "1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> slow = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                slow.add(threads.submit(() -> edge.get("/hooks/redeploy/hold")));
            }
            slow.add(threads.submit(() -> edge.get("/hold")));
            slow.add(threads.submit(() -> edge.ask("GET /hold HTTP/1.0\n\n")));
            HaProxy.await(() -> release.requests() == 14);

            slow.add(threads.submit(() -> edge.get("/hooks/redeploy/hold")));
            assertProblem(edge.get("/"), 503);
            assertProblem(edge.get("/hooks/another"), 503);
            assertProblem(edge.ask("GET / HTTP/1.0\n\n"), 503);
            assertThat(release.requests()).isEqualTo(14);
            release.letGo();
            for (Future<Reply> one : slow) {
                assertThat(one.get().body()).isEqualTo("blue");
            }
        }
    }

    /** A stranger's request to the same path is none of them, whether it comes straight or through the load balancer. */
    @Test
    void onlyTheLoadBalancersOwnCheckHasAPlaceWhenThereIsNone() throws Exception {
        HaProxy balanced = edge(Map.of("LOTSE_EDGE_REQUESTS", "1", "LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8"));
        HaProxy strange = edge(Map.of("LOTSE_EDGE_REQUESTS", "1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> slow = threads.submit(() -> balanced.get("/hold"));
            Future<Reply> other = threads.submit(() -> strange.get("/hold"));
            HaProxy.await(() -> release.requests() == 2);

            assertThat(balanced.get("/health/ready").status()).isEqualTo(200);
            assertProblem(balanced.get("/health/live"), 503);
            assertProblem(balanced.ask("GET /health/ready HTTP/1.1\nHost: x\nX-Forwarded-For: 203.0.113.7\n\n"), 503);
            assertProblem(strange.get("/health/ready"), 503);
            release.letGo();
            assertThat(slow.get().status()).isEqualTo(200);
            assertThat(other.get().status()).isEqualTo(200);
        }
    }

    /** As a release of 64 KiB would wait for them, and one of 1 MiB. */
    @Test
    void bodiesThatComeSlowlyHaveNoPlaceUntilTheyAreWholeAndLongOnesHaveTheirOwn() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_REQUESTS", "2", "LOTSE_EDGE_BODY_SIZE", "1048576"));
        List<RawClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                crowd.add(RawClient.to(edge.port()));
                crowd.getLast().send("POST / HTTP/1.1\nHost: x\nContent-Length: 20000\n\n" + "x".repeat(9_000));
            }
            for (int i = 0; i < 16; i++) {
                crowd.add(RawClient.to(edge.port()));
                crowd.getLast().send("POST / HTTP/1.1\nHost: x\nContent-Length: 50000\n\n" + "x".repeat(36_000));
            }
            HaProxy.await(() -> inFlight(edge) >= 12); // the last quarter is for other addresses

            assertThat(edge.get("/").status()).isEqualTo(200);
            assertThat(edge.ask("POST / HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello")
                            .body())
                    .startsWith("blue 5");
            assertThat(edge.ask("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello")
                            .body())
                    .startsWith("blue 5");
            assertProblem(edge.ask("POST / HTTP/1.1\nHost: x\nContent-Length: 50000\n\n" + "x".repeat(50_000)), 503);
        } finally {
            crowd.forEach(RawClient::close);
        }
    }

    private static long inFlight(HaProxy edge) {
        try {
            return new HaProxyEdge(edge.settings()).open(Slot.BLUE).total();
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
    }

    /** A minute, all at once. */
    @Test
    void slowHeadsAndBodiesAreEndedAfterTenSecondsAndLongPollsAndIdleConnectionsAreNot() throws Exception {
        int port = edge(Map.of()).port();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> head = threads.submit(() -> slowly(port, "GET / HTTP/1.1\nHost: x\nA: ", 40));
            Future<Reply> body =
                    threads.submit(() -> slowly(port, "POST / HTTP/1.1\nHost: x\nContent-Length: 5000\n\n", 40));
            Future<Reply> chunks = threads.submit(
                    () -> slowly(port, "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n5000\n", 40));
            Future<Reply> poll = threads.submit(longPoll(port));
            Future<Reply> idle = threads.submit(() -> idle(port));

            assertThat(head.get().status()).isEqualTo(408);
            assertProblem(body.get(), 408);
            assertProblem(chunks.get(), 408);
            assertThat(poll.get().body()).isEqualTo("blue");
            assertThat(idle.get().status()).isEqualTo(200);
        }
        assertThat(release.requests())
                .as("the long poll, and two on the connection that was idle")
                .isEqualTo(3);
    }

    /** Longer than a load balancer keeps an idle connection. */
    private static Reply idle(int port) throws Exception {
        try (RawClient client = RawClient.to(port)) {
            client.send("GET / HTTP/1.1\nHost: x\n\n").read();
            Thread.sleep(62_000); // the idleness is what is tested
            return client.send("GET / HTTP/1.1\nHost: x\n\n").read();
        }
    }

    private static Callable<Reply> longPoll(int port) {
        return () -> {
            try (RawClient client = RawClient.to(port, Duration.ofSeconds(60))) {
                return client.send("GET /sleep/31000 HTTP/1.1\nHost: x\nPrefer: wait=31\n\n")
                        .read();
            }
        };
    }

    /** A byte every half second, until there is an answer. */
    private static Reply slowly(int port, String start, int bytes) throws Exception {
        try (RawClient client = RawClient.to(port)) {
            client.send(start);
            long began = System.nanoTime();
            for (int i = 0;
                    i < bytes
                            && System.nanoTime() - began < Duration.ofSeconds(9).toNanos();
                    i++) {
                Thread.sleep(500); // the slowness is what is tested
                client.send("x");
            }
            Reply reply = client.read();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(18));
            return reply;
        }
    }

    /**
     * The kernel would keep 4 MiB of answers for each such client, which is the memory of the box. The release has given all of
     * them and is free for others.
     */
    @Test
    void whoAsksOnAndReadsNothingFillsLittleMemoryAndHoldsNoPlace() throws Exception {
        HaProxy edge = edge(Map.of("LOTSE_EDGE_REQUESTS", "1"));
        byte[] request = ("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(8000) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(2048);
            socket.connect(edge.address());
            Thread.ofVirtual().start(() -> askOn(socket, request));
            HaProxy.await(() -> release.requests() > 2 && isQuiet());
            assertThat(release.requests()).as("answers of 8 kB").isLessThan(60);
            assertThat(edge.get("/").status()).isEqualTo(200);
        }
    }

    private static void askOn(Socket socket, byte[] request) {
        try {
            for (int i = 0; i < 1000; i++) {
                socket.getOutputStream().write(request);
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    /** Whether no further request comes for a while. */
    private boolean isQuiet() {
        int before = release.requests();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        return release.requests() == before;
    }
}
