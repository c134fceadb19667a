package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.probe.IdleConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures, once an hour, whether the API keeps idle connections for longer than the load balancer does. That takes as long as
 * the load balancer's idle timeout and one connection, or a few of them one after the other when it does not.
 */
public final class IdleTimeoutMonitor implements Function<List<BoundPort>, Optional<Duration>>, AutoCloseable {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration LONGER = Duration.ofSeconds(2);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 3;

    private final Duration longest;
    private final TopologyFeed feed;
    private final String path;
    private final InstantSource clock;
    private final ExecutorService waiter = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("idle-watch").factory());

    private volatile Instant begun = Instant.MIN;
    private volatile Optional<Duration> measured = Optional.empty();

    /**
     * @param path a resource of the API that answers shortly
     * @param longest for how long a connection is watched at most; a load balancer may wait for more than an hour
     */
    public IdleTimeoutMonitor(TopologyFeed feed, String path, Duration longest, InstantSource clock) {
        this.longest = longest;
        this.feed = feed;
        this.path = path;
        this.clock = clock;
    }

    /** What was measured last; measures again when that was long ago. Called by one thread. */
    @Override
    public Optional<Duration> apply(List<BoundPort> api) {
        Instant now = clock.instant();
        Optional<Topology> known = feed.latest();
        Optional<Duration> balancer =
                known.flatMap(topology -> topology.idleTimeout().toOptional());
        if (!api.isEmpty() && balancer.isPresent() && begun.isBefore(now.minus(AGAIN))) {
            begun = now;
            Duration longer = balancer.get().plus(LONGER);
            Duration limit = shorter(longer, longest);
            String domain = known.get().domain();
            waiter.execute(() -> believed(
                            () -> IdleConnection.measure(here(api.getFirst()), domain, path, limit),
                            shorter(limit, balancer.get()))
                    .filter(kept -> kept.compareTo(limit) < 0 || limit.compareTo(balancer.get()) > 0)
                    .ifPresent(kept -> measured = Optional.of(kept)));
        }
        return measured;
    }

    /** What was measured, when it is long enough; a shorter one when another agrees with it. A restart in the middle closes, too. */
    private static Optional<Duration> believed(Supplier<Optional<Duration>> measuring, Duration enough) {
        Optional<Duration> before = Optional.empty();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Duration> now = measuring.get();
            if (now.isEmpty() || now.get().compareTo(enough) >= 0 || agree(before, now.get())) {
                return now;
            }
            before = now;
        }
        return Optional.empty();
    }

    /** Within a second, or a tenth. */
    private static boolean agree(Optional<Duration> before, Duration now) {
        Duration tenth = now.dividedBy(10);
        Duration tolerance = tenth.compareTo(SECOND) > 0 ? tenth : SECOND;
        return before.filter(other -> other.minus(now).abs().compareTo(tolerance) <= 0)
                .isPresent();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static InetSocketAddress here(BoundPort api) {
        boolean everywhere = api.address().equals("0.0.0.0") || api.address().equals("::");
        return new InetSocketAddress(everywhere ? "127.0.0.1" : api.address(), api.port());
    }

    @Override
    public void close() {
        waiter.shutdownNow();
    }
}
