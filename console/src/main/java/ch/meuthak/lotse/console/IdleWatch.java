package ch.meuthak.lotse.console;

import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.cloud.TopologyFeed;
import ch.meuthak.lotse.console.diagnosis.Box.BoundPort;
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

/**
 * Measures, once an hour, whether the API keeps idle connections for longer than the load balancer does. That takes as long as
 * the load balancer's idle timeout, one connection, and nothing else.
 */
final class IdleWatch implements Function<List<BoundPort>, Optional<Duration>>, AutoCloseable {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration LONGER = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final TopologyFeed feed;
    private final String path;
    private final InstantSource clock;
    private final ExecutorService waiter = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("idle-watch").factory());

    private volatile Instant begun = Instant.MIN;
    private volatile Optional<Duration> measured = Optional.empty();

    /** @param path a resource of the API that answers shortly */
    IdleWatch(TopologyFeed feed, String path, InstantSource clock) {
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
            Duration limit = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
            String domain = known.get().domain();
            waiter.execute(() -> measured = IdleConnection.measure(here(api.getFirst()), domain, path, limit));
        }
        return measured;
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
