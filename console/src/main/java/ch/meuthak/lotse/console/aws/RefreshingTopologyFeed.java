package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the inventory on a thread of its own: often while somebody looks, now and then otherwise, and when asked. */
public final class RefreshingTopologyFeed implements TopologyFeed, AutoCloseable {
    private static final Logger LOG = System.getLogger(RefreshingTopologyFeed.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Inventory inventory;
    private final RefreshSchedule schedule;
    private final InstantSource clock;
    private final Listeners<Optional<Topology>> listeners = new Listeners<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("topology-tick").factory());
    private final ExecutorService refresher = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("topology-refresh-", 0).factory());

    /** Guards what follows; held only for moments, never while AWS is asked. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Topology latest;
    private Optional<Topology> lastKnown;
    private Instant lookedAt = Instant.MIN;
    private Instant endedAt = Instant.MIN;
    private boolean running;
    private boolean closed;

    private RefreshingTopologyFeed(
            Inventory inventory, RefreshSchedule schedule, InstantSource clock, Optional<Topology> seed) {
        this.inventory = inventory;
        this.schedule = schedule;
        this.clock = clock;
        this.lastKnown = seed;
    }

    /**
     * A feed that looks at its schedule every second.
     *
     * @param seed the last known snapshot of an earlier console
     */
    public static RefreshingTopologyFeed start(
            Inventory inventory, RefreshSchedule schedule, InstantSource clock, Optional<Topology> seed) {
        RefreshingTopologyFeed feed = idle(inventory, schedule, clock, seed);
        var _ = feed.ticker.scheduleWithFixedDelay(feed::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return feed;
    }

    /** A feed that looks at its schedule only when told to {@link #tick}. */
    static RefreshingTopologyFeed idle(
            Inventory inventory, RefreshSchedule schedule, InstantSource clock, Optional<Topology> seed) {
        return new RefreshingTopologyFeed(inventory, schedule, clock, seed);
    }

    @Override
    public Optional<Topology> latest() {
        return locked(() -> Optional.ofNullable(latest));
    }

    @Override
    public Optional<Topology> lastKnown() {
        return locked(() -> lastKnown);
    }

    @Override
    public boolean refreshing() {
        return locked(() -> running);
    }

    @Override
    public void watched() {
        locked(() -> lookedAt = clock.instant());
        tick();
    }

    @Override
    public void refresh() {
        beginIf(true);
    }

    /** Begins a refresh when one is due. */
    void tick() {
        beginIf(false);
    }

    private void beginIf(boolean asked) {
        lock.lock();
        try {
            if (!closed && !running && (asked || due())) {
                running = true;
                refresher.execute(this::read);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean due() {
        Instant now = clock.instant();
        return !endedAt.isAfter(now.minus(pace(now))) || inventory.accessHasChanged();
    }

    private boolean lacksCredentials() {
        return latest != null && latest.lacksCredentials();
    }

    /** Whether an operator has looked lately. */
    public boolean isWatched() {
        return locked(() -> isWatched(clock.instant()));
    }

    private boolean isWatched(Instant now) {
        return lookedAt.isAfter(now.minus(schedule.lookingFor()));
    }

    private Duration pace(Instant now) {
        if (latest != null && latest.isTooEarly()) {
            return schedule.every();
        }
        if (!isWatched(now)) {
            return schedule.unwatched();
        }
        return lacksCredentials() ? schedule.withoutCredentials() : schedule.every();
    }

    private void read() {
        Optional<Topology> read = Optional.empty();
        try {
            read = Optional.of(inventory.read());
        } catch (RuntimeException e) {
            if (!locked(() -> closed)) {
                LOG.log(Level.ERROR, "The inventory could not be read; the last snapshot stays", e);
            }
        } finally {
            ended(read);
        }
        if (read.isPresent()) {
            listeners.changed(latest());
        }
    }

    private void ended(Optional<Topology> read) {
        lock.lock();
        try {
            running = false;
            endedAt = clock.instant();
            read.filter(topology -> !closed).ifPresent(this::keep);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Topology topology) {
        latest = topology;
        if (topology.showsSomething()) {
            lastKnown = Optional.of(topology);
        }
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(_ -> listener.run());
    }

    /** Stops the schedule and gives up a refresh that runs; waits for it two seconds at most. */
    @Override
    public void close() {
        locked(() -> closed = true);
        ticker.shutdownNow();
        refresher.shutdownNow();
        try {
            if (!refresher.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A refresh of the inventory did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
