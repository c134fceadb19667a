package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Subscription;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A feed whose snapshots the test gives. A refresh that it is asked for never ends, as with an AWS that hangs. */
public final class FakeFeed implements TopologyFeed {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicInteger watched = new AtomicInteger();
    private volatile @Nullable Topology latest;
    private volatile @Nullable Topology known;
    private volatile boolean refreshing;

    public void publish(Topology topology) {
        latest = topology;
        known = topology.showsSomething() ? topology : known;
        refreshing = false;
        listeners.forEach(Runnable::run);
    }

    public int watchedTimes() {
        return watched.get();
    }

    @Override
    public Optional<Topology> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public Optional<Topology> lastKnown() {
        return Optional.ofNullable(known);
    }

    @Override
    public boolean refreshing() {
        return refreshing;
    }

    @Override
    public void watched() {
        watched.incrementAndGet();
    }

    @Override
    public void refresh() {
        refreshing = true;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
