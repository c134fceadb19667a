package ch.meuthak.lotse.console.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.meuthak.lotse.console.hook.HookGate;
import ch.meuthak.lotse.console.hook.HookLimits;
import ch.meuthak.lotse.console.hook.HookServer;
import ch.meuthak.lotse.console.store.SqliteHookCalls;
import ch.meuthak.lotse.console.store.SqliteUsedIds;
import ch.meuthak.lotse.console.trust.Audience;
import ch.meuthak.lotse.console.trust.SharedSecrets;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import ch.meuthak.lotse.console.trust.Trust;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.FakeDeployments;
import ch.meuthak.lotse.console.web.FakeFeed;
import ch.meuthak.lotse.server.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A pipeline's proved calls while strangers send a thousand a second on 700 connections that they keep, the whole way: the edge's HAProxy, the built backend, the
 * unix socket, the console's hook with its database on disk. Half of the strangers' calls come from the pipeline's own address.
 */
final class HookFloodBench {
    private static final String DOMAIN = "backend.example.ch";
    private static final String SECRET = "a-secret-of-the-bench-of-32-bytes";
    static final String BODY = "{\"digest\":\"sha256:" + "0".repeat(64) + "\"}";
    private static final Duration GOAL = Duration.ofSeconds(1);
    private static final int PER_SECOND = Integer.getInteger("lotse.bench.strangers", 1000);
    private static final int SECONDS = 30;
    private static final int PROVED_PER_SECOND = 2;

    /** Calls before the first second that counts, one after the other: 0 measures a backend that has just started. */
    private static final int USED_BEFORE = Integer.getInteger("lotse.bench.before", 1000);

    /** Connections of strangers, all of them open from the start: what is more at once is held back here, and is said. */
    private static final int KEPT = 700;

    private final BackendBehindEdge way;
    private final TokenIssuer issuer;
    private final List<String> forged = new ArrayList<>();
    private final List<Long> proved = new ArrayList<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(KEPT);
    private final Queue<RawClient> idle = new ConcurrentLinkedQueue<>();

    private HookFloodBench(BackendBehindEdge way, TokenIssuer issuer) {
        this.way = way;
        this.issuer = issuer;
        forged.add("");
        forged.add("X-Lotse-Timestamp: 1\nX-Lotse-Id: x\nX-Lotse-Signature: sha256=" + "0".repeat(64) + "\n");
        String token = issuer.token(Audience.of(DOMAIN, BODY.getBytes(UTF_8)));
        forged.add(
                "Authorization: Bearer " + token.substring(0, token.lastIndexOf('.')) + "." + "A".repeat(342) + "\n");
        forged.add("Authorization: Bearer " + issuer.token("lotse:another:x") + "\n");
    }

    /** What is done with everything started. */
    interface Work {
        void on(BackendBehindEdge way, TokenIssuer issuer) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        onTheWholeWay(
                Map.of("LOTSE_LOAD_BALANCER_NETWORK", "127.0.0.0/8"),
                (way, issuer) -> new HookFloodBench(way, issuer).run());
        System.exit(0);
    }

    static void onTheWholeWay(Map<String, String> ofTheEdge, Work work) throws Exception {
        Path folder = Files.createTempDirectory("lotse-bench");
        Path socket = folder.resolve(HookServer.SOCKET);
        InstantSource clock = InstantSource.system();
        try (TokenIssuer issuer = TokenIssuer.start();
                SqliteUsedIds usedIds = SqliteUsedIds.in(folder, clock);
                SqliteHookCalls calls = SqliteHookCalls.in(folder)) {
            var secrets = Optional.of(new SharedSecrets(List.of(SECRET)));
            var trust = new Trust(new TrustSettings(DOMAIN, Optional.of(issuer.trust()), secrets), usedIds, clock);
            var gate = new HookGate(trust, calls, HookLimits.defaults());
            try (HookServer _ = HookServer.start(
                            socket, new FakeFeed(), Optional::empty, new FakeDeployments(clock), gate, clock);
                    var way = BackendBehindEdge.start(
                            folder, ofTheEdge, Map.of("LOTSE_HOOK_SOCKET", socket.toString()))) {
                work.on(way, issuer);
            }
        }
    }

    private void run() throws InterruptedException, IOException {
        count(this::ask, 10); // the keys are fetched, and everything is loaded
        for (int i = 0; i < USED_BEFORE; i++) {
            free.acquire();
            stranger(i);
        }
        for (int i = 0; i < KEPT; i++) {
            idle.add(RawClient.to(way.edge().port()));
        }
        answers.clear();
        proved.clear();
        int sent = 0;
        int heldBack = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            threads.execute(() -> count(this::ask, SECONDS * PROVED_PER_SECOND));
            for (int i = 0; i < PER_SECOND * SECONDS; i++) {
                LockSupport.parkNanos(start + i * (1_000_000_000L / PER_SECOND) - System.nanoTime());
                if (free.tryAcquire()) {
                    int number = sent++;
                    threads.execute(() -> stranger(number));
                } else {
                    heldBack++;
                }
            }
        }
        print(sent, heldBack);
    }

    private void print(int sent, int heldBack) {
        long[] sorted = proved.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "proved calls of the hook while strangers send %d a second for %d s on kept connections, after %d before: the longest of %d took %.0f ms (sent in"
                        + " second %d), the next %.0f ms, the median %.0f ms (goal: under %d ms, every one answered); %s; %d strangers' calls were sent, %d not as %d were"
                        + " open%n",
                PER_SECOND,
                SECONDS,
                USED_BEFORE,
                sorted.length,
                sorted[sorted.length - 1] / 1e6,
                proved.indexOf(sorted[sorted.length - 1]) / PROVED_PER_SECOND + 1,
                sorted[sorted.length - 2] / 1e6,
                sorted[sorted.length / 2] / 1e6,
                GOAL.toMillis(),
                new TreeMap<>(answers),
                sent,
                heldBack,
                KEPT);
    }

    /** Every sixth is a request, the others ask for an outcome; by turns with a token and with a signature. */
    private String ask(int number) {
        String bound = number % 6 == 0 ? BODY : "d-1";
        String proof = number % 2 == 0
                ? signature(bound)
                : "Authorization: Bearer " + issuer.token(Audience.of(DOMAIN, bound.getBytes(UTF_8))) + "\n";
        return number % 6 == 0 ? post(proof, BODY) : "GET /hooks/redeploy/d-1 HTTP/1.1\nHost: x\n" + proof;
    }

    private static String post(String headers, String body) {
        return "POST /hooks/redeploy HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: "
                + body.length() + "\n" + headers + "BODY" + body;
    }

    private void count(IntFunction<String> calls, int number) {
        long start = System.nanoTime();
        for (int i = 0; i < number; i++) {
            LockSupport.parkNanos(start + i * (1_000_000_000L / PROVED_PER_SECOND) - System.nanoTime());
            String call = calls.apply(i);
            long began = System.nanoTime();
            note("proved", send(call, "203.0.113.9"));
            proved.add(System.nanoTime() - began);
        }
    }

    private void stranger(int number) {
        String body = number % 5 == 0 ? " ".repeat(16 * 1024) : BODY;
        String from = number % 2 == 0 ? "203.0.113.9" : "198.51." + number % 200 + "." + number % 250;
        try {
            note("strangers", sendOnKept(post(forged.get(number / 2 % forged.size()), body), from));
        } finally {
            free.release();
        }
    }

    private int send(String call, String from) {
        try (RawClient client = RawClient.to(way.edge().port())) {
            return client.send(whole(call, from, "Connection: close\n")).read().status();
        } catch (IOException e) {
            return 0;
        }
    }

    /** On one of the connections that are idle, or on another in its place when the edge has closed it. */
    private int sendOnKept(String call, String from) {
        try {
            RawClient kept = idle.poll();
            RawClient client = kept == null ? RawClient.to(way.edge().port()) : kept;
            int status = client.send(whole(call, from, "")).read().status();
            idle.add(client);
            return status;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String whole(String call, String from, String more) {
        String[] parts = call.split("BODY", 2);
        return parts[0] + "X-Forwarded-For: " + from + "\n" + more + "\n" + (parts.length > 1 ? parts[1] : "");
    }

    private void note(String who, int status) {
        answers.computeIfAbsent(who + " " + status, key -> new AtomicInteger()).incrementAndGet();
    }

    /** Headers that prove a call bound to this. */
    static String signature(String bound) {
        try {
            String time = Long.toString(System.currentTimeMillis() / 1000);
            String id = UUID.randomUUID().toString();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            String hex = HexFormat.of().formatHex(mac.doFinal((time + "." + id + "." + bound).getBytes(UTF_8)));
            return "X-Lotse-Timestamp: " + time + "\nX-Lotse-Id: " + id + "\nX-Lotse-Signature: sha256=" + hex + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
