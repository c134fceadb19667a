package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A polite client and a pipeline beside 2,000 clients whose bodies come a byte a second, all through the load balancer: the
 * edge's HAProxy, the built backend, the unix socket, the console's hook.
 */
final class SlowBodiesBench {
    private static final int SLOW = Integer.getInteger("lotse.bench.slow", 2000);
    private static final Duration LASTS = Duration.ofSeconds(25);
    private static final Duration POLITE_PACE = Duration.ofMillis(20);
    private static final Duration PIPELINE_PACE = Duration.ofSeconds(1);
    private static final String FROM = "X-Forwarded-For: 203.0.113.9\n";

    private final BackendBehindEdge way;
    private final String path;
    private final int length;
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean over;

    private SlowBodiesBench(BackendBehindEdge way, String path, int length) {
        this.way = way;
        this.path = path;
        this.length = length;
    }

    /** Prints a line for bodies that are refused by their length, that are passed on as they come, and that are awaited. */
    public static void main(String[] args) throws Exception {
        run(Map.of(), "/", 33_000);
        run(Map.of("LOTSE_EDGE_BODY_SIZE", "65536"), "/", 33_000);
        run(Map.of(), "/", 20_000);
        run(Map.of(), "/hooks/redeploy", 33_000);
        run(Map.of(), "/hooks/redeploy", 16_000);
        System.exit(0);
    }

    private static void run(Map<String, String> settings, String path, int length) throws Exception {
        Map<String, String> edge = new TreeMap<>(settings);
        edge.put("LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8");
        HookFloodBench.onTheWholeWay(edge, (way, issuer) -> new SlowBodiesBench(way, path, length)
                .measure(settings.isEmpty() ? "" : " " + settings));
    }

    private void measure(String settings) throws Exception {
        ask(Duration.ofMillis(20), Duration.ofSeconds(3), this::polite); // everything is loaded
        answers.clear();
        List<Long> polite;
        List<Long> signed;
        int most;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SLOW; i++) {
                threads.execute(this::slow);
            }
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos()); // until all of them have begun
            most = open.get();
            var pipeline = threads.submit(() -> ask(PIPELINE_PACE, LASTS, this::signed));
            polite = ask(POLITE_PACE, LASTS, this::polite);
            signed = pipeline.get();
            over = true;
            threads.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT,
                "%d slow bodies of %d bytes to %s%s, %d open at once: %d polite requests, p99 %.1f ms, longest %.1f ms (goal: p99"
                        + " under 100 ms, none fails); %d signed calls of the hook, longest %.1f ms (goal: every one answered); %s%n",
                SLOW,
                length,
                path,
                settings,
                most,
                polite.size(),
                polite.get(polite.size() * 99 / 100) / 1e6,
                polite.getLast() / 1e6,
                signed.size(),
                signed.getLast() / 1e6,
                new TreeMap<>(answers));
    }

    private interface Request {
        void send() throws IOException;
    }

    /** How long each took, the shortest first. */
    private List<Long> ask(Duration pace, Duration lasts, Request request) {
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        for (long i = 0; System.nanoTime() - start < lasts.toNanos(); i++) {
            LockSupport.parkNanos(start + i * pace.toNanos() - System.nanoTime());
            long began = System.nanoTime();
            try {
                request.send();
            } catch (IOException e) {
                note("broken");
            }
            times.add(System.nanoTime() - began);
        }
        Collections.sort(times);
        return times;
    }

    private void polite() throws IOException {
        note("polite " + status("GET /api/v1/release HTTP/1.1\nHost: x\nConnection: close\n" + FROM + "\n"));
    }

    private void signed() throws IOException {
        String body = HookFloodBench.BODY;
        note("signed "
                + status("POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Type: application/json\nConnection: close\n"
                        + "Content-Length: " + body.length() + "\n" + FROM + HookFloodBench.signature(body) + "\n"
                        + body));
    }

    private int status(String request) throws IOException {
        try (RawClient client = RawClient.to(way.edge().port())) {
            return client.send(request).read().status();
        }
    }

    /** Half of the body at once, and then a byte a second; again and again. */
    private void slow() {
        while (!over) {
            try (RawClient client = RawClient.to(way.edge().port())) {
                open.incrementAndGet();
                client.send("POST " + path + " HTTP/1.1\nHost: x\n" + FROM + "Content-Length: " + length + "\n\n"
                        + "x".repeat(length / 2));
                trickle(client);
            } catch (IOException e) {
                // ended by the edge: it comes again
            } finally {
                open.decrementAndGet();
            }
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        }
    }

    private void trickle(RawClient client) throws IOException {
        while (!over && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            client.send("x");
        }
    }

    private void note(String what) {
        answers.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }
}
