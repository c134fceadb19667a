package ch.meuthak.lotse.console.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * A constant load from several clients until it is closed. A request has failed when its connection broke, or when the answer
 * is not the one that its {@link Exchange} expects. Nothing is retried.
 */
public final class Load implements AutoCloseable {
    private static final int KEPT_FAILURES = 20;

    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Timeline timeline = new Timeline();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopping;

    /** Adds a client that keeps one connection and sends a request every {@code pace}. */
    public Load keepAlive(InetSocketAddress server, Optional<SSLContext> tls, Duration pace, Exchange exchange) {
        return client("keep-alive", pace, new KeepAlive(server, tls, exchange));
    }

    /** Adds a client that opens a connection for each request. */
    public Load connectionPerRequest(
            InetSocketAddress server, Optional<SSLContext> tls, Duration pace, Exchange exchange) {
        return client("connection per request", pace, () -> {
            try (Wire wire = Wire.open(server, tls)) {
                judge(exchange, wire.send(exchange));
            }
        });
    }

    private Load client(String kind, Duration pace, Request request) {
        clients.add(
                Thread.ofPlatform().name("load-" + clients.size() + " " + kind).start(() -> {
                    long next = System.nanoTime();
                    while (!stopping) {
                        attempt(kind, request);
                        next = Math.max(next + pace.toNanos(), System.nanoTime());
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                }));
        return this;
    }

    private void attempt(String kind, Request request) {
        sent.increment();
        long at = System.nanoTime();
        try {
            request.send();
            timeline.served(at);
        } catch (IOException | InterruptedException | RuntimeException e) {
            timeline.failed(at);
            fail(kind + ": " + e);
        }
    }

    private void fail(String what) {
        failed.increment();
        if (failures.size() < KEPT_FAILURES) {
            failures.add(what);
        }
    }

    private void judge(Exchange exchange, Answer answer) throws IOException {
        answered.increment();
        if (!exchange.served().test(answer)) {
            throw new IOException(exchange.method() + " " + exchange.path() + " was answered " + answer.status()
                    + " by release " + answer.header("x-release").orElse("none") + ": "
                    + answer.body().lines().findFirst().orElse(""));
        }
    }

    /** How many requests were begun. */
    public long sent() {
        return sent.sum();
    }

    /** How many of them were answered, whatever the answer. */
    public long answered() {
        return answered.sum();
    }

    /** How many of them failed. */
    public long failed() {
        return failed.sum();
    }

    /** What the first twenty failures were. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** When the last request was sent that failed. */
    public Optional<Instant> lastFailedSentAt() {
        return timeline.lastFailed();
    }

    /** The longest time in which no request was sent that was served. */
    public Duration longestOutage() {
        return timeline.longestGap();
    }

    @Override
    public void close() {
        finish();
    }

    /** Forgets what failed so far. */
    public void forget() {
        failed.reset();
        failures.clear();
        timeline.forget();
    }

    /** Lets every request under way finish, then ends; what was counted can still be read. */
    public void finish() {
        stopping = true;
        try {
            for (Thread client : clients) {
                client.join(Duration.ofSeconds(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    private final class KeepAlive implements Request {
        private final InetSocketAddress server;
        private final Optional<SSLContext> tls;
        private final Exchange exchange;
        private Optional<Wire> open = Optional.empty();

        KeepAlive(InetSocketAddress server, Optional<SSLContext> tls, Exchange exchange) {
            this.server = server;
            this.tls = tls;
            this.exchange = exchange;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            Wire wire = open.isPresent() ? open.get() : Wire.open(server, tls);
            open = Optional.empty();
            try {
                Answer answer = wire.send(exchange);
                if (answer.closes()) {
                    wire.close();
                } else {
                    open = Optional.of(wire);
                }
                judge(exchange, answer);
            } catch (IOException | InterruptedException | RuntimeException e) {
                wire.close();
                open = Optional.empty();
                throw e;
            }
        }
    }
}
