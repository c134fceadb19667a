package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * What is seen from outside, looked at again after each new snapshot of AWS, and now and then without one. Each probe on a
 * thread of its own, so that one that waits holds up neither the others nor any reader.
 */
public final class OutsideMonitor implements AutoCloseable {
    private final TopologyFeed feed;
    private final ProbeSettings settings;
    private final NameResolver names;
    private final List<ProbeLoop<?>> loops = new ArrayList<>();
    private final Listeners<Outside> listeners = new Listeners<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Outside latest = Outside.unread();
    private final Subscription snapshots;

    private OutsideMonitor(
            TopologyFeed feed,
            List<InetSocketAddress> resolvers,
            NameResolver names,
            ProbeSettings settings,
            InstantSource clock) {
        this.feed = feed;
        this.settings = settings;
        this.names = names;
        Probe.all(resolvers, settings, clock).forEach(this::add);
        this.snapshots = feed.onChange(this::look);
    }

    /**
     * Begins to look as soon as there is a snapshot.
     *
     * @param resolvers the DNS servers through which zones are found
     * @param names where names lead
     * @throws IllegalArgumentException when the file of authorities cannot be read
     */
    public static OutsideMonitor start(
            TopologyFeed feed,
            List<InetSocketAddress> resolvers,
            NameResolver names,
            ProbeSettings settings,
            InstantSource clock) {
        return new OutsideMonitor(feed, resolvers, names, settings, clock);
    }

    private <T> void add(Probe<T> probe) {
        loops.add(new ProbeLoop<>(
                probe.name(),
                settings.every(),
                Probe.deadline(settings),
                () -> targets().map(probe.look()).orElseGet(() -> Fact.unread("AWS has not been read yet")),
                seen -> saw(seen, probe.into())));
    }

    private Optional<ProbeTargets> targets() {
        return feed.latest().map(topology -> new ProbeTargets(topology, settings, names));
    }

    private <T> void saw(Fact<T> seen, BiFunction<Outside, Fact<T>, Outside> into) {
        boolean changed;
        lock.lock();
        try {
            Outside before = latest;
            latest = into.apply(before, seen);
            changed = !latest.saysTheSameAs(before);
        } finally {
            lock.unlock();
        }
        if (changed) {
            listeners.changed(latest());
        }
    }

    /** What was seen last. Never waits. */
    public Outside latest() {
        return latest;
    }

    /** Looks again now: something may have changed. Never waits. */
    public void look() {
        loops.forEach(ProbeLoop::wake);
    }

    /** Calls back when something other than before is seen, until the subscription is closed. Must not block. */
    public Subscription onChange(Runnable listener) {
        return listeners.add(_ -> listener.run());
    }

    /** Gives up what it looks at just now. */
    @Override
    public void close() {
        snapshots.close();
        loops.forEach(ProbeLoop::close);
    }
}
