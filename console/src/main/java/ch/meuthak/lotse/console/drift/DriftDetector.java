package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares each snapshot with the accepted state and with the one before, and remembers what it saw, also over a restart of the
 * console.
 *
 * <p>The first snapshot with a known load balancer becomes the baseline, and a part that it lacks as soon as that part is read.
 * Otherwise nothing would be compared until an operator answers. The pages say so. The rules find what is wrong from the beginning.
 *
 * <p>While the disk refuses, everything goes on from memory. {@link DriftSummary#problem} says why, and the events are written as soon as
 * possible.
 */
public final class DriftDetector {
    private final DriftJournal journal;
    private final InstantSource clock;
    private final Listeners<DriftDetector> listeners = new Listeners<>();

    /** Guards the journal and what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Baseline memory;
    private @Nullable SnapshotComparison glance;

    /** For readers, who do not wait for the disk. */
    private volatile DriftState standing = DriftState.nothing();

    public DriftDetector(Timeline timeline, Snapshots snapshots, InstantSource clock) {
        this.journal = new DriftJournal(timeline, snapshots, clock);
        this.clock = clock;
        locked(this::isOpen);
    }

    private boolean isOpen() {
        boolean open = journal.open();
        if (memory == null) {
            memory = journal.kept().orElse(null);
        }
        return open;
    }

    private void publish() {
        standing = new DriftState(Optional.ofNullable(memory), Optional.ofNullable(glance), journal.problem());
    }

    /** Calls the listener, which must not block, after each look and each acceptance. */
    public Subscription onChange(Runnable listener) {
        return listeners.add(_ -> listener.run());
    }

    /** Looks at a new snapshot and at what serves; a release that is not known is absent. Writes to the disk. */
    public void look(Topology topology, Optional<ServingRelease> release) {
        locked(() -> {
            if (isOpen()) {
                see(SnapshotComparison.at(topology, release));
            }
        });
        listeners.changed(this);
    }

    private void see(SnapshotComparison now) {
        Baseline before = memory;
        if (before == null && !now.topology().loadBalancer().isKnown()) {
            return;
        }
        SnapshotComparison.Outcome outcome = before == null ? now.first(journal.begunAnew()) : now.after(before);
        glance = now;
        memory = outcome.memory();
        publish();
        journal.follow(outcome, now.topology());
    }

    /** Tells what has happened, with the time of now. Needs nothing of AWS. Writes to the disk. */
    public void happened(Kind kind, String subject, String sentence) {
        locked(() -> journal.add(List.of(Entry.happened(kind, subject, sentence, clock.instant()))));
        listeners.changed(this);
    }

    /** Looks at the box, and tells what has happened on it since the last look, also of an earlier console. */
    public void look(Box seen, String bootId, String releases) {
        BoxBaseline shown = BoxBaseline.of(seen, bootId, releases);
        locked(() -> {
            Optional<BoxBaseline> before = journal.box();
            BoxBaseline now = before.map(shown::after).orElse(shown);
            if (before.filter(now::equals).isEmpty()) {
                List<Entry> happened = before.stream()
                        .flatMap(one -> one.since(now, seen).stream())
                        .map(sentence -> Entry.happened(Kind.BOX, "", sentence, seen.at()))
                        .toList();
                journal.keep(now, happened);
            }
        });
        listeners.changed(this);
    }

    /** The last snapshot that was kept in which the load balancer is known, of this console or one before it. */
    public Optional<Topology> lastKnown() {
        return journal.lastSnapshot();
    }

    /** What differs from the accepted state, as far as it was read just now; restarts are not among it. */
    public Fact<List<Change>> changes() {
        return standing.changes();
    }

    /** The instances as last seen; restarted ones as they were before the restart. */
    public Fact<List<LastSeen>> lastSeen() {
        return standing.lastSeen();
    }

    /** How things stand. */
    public DriftSummary drift() {
        return standing.drift();
    }

    /**
     * Accepts one difference.
     *
     * @throws NotAccepted when it does not, or no longer, differ
     * @throws DriftUnavailable when that cannot be kept; then nothing was accepted
     */
    public void accept(String id) {
        decide((now, at) -> now.accepting(id, at));
    }

    /**
     * Accepts everything as it was last known.
     *
     * @param mark the {@link DriftSummary#mark} of what was seen; empty for whatever differs
     * @throws NotAccepted when something else differs by now
     * @throws DriftUnavailable when that cannot be kept; then nothing was accepted
     */
    public void acceptAll(String mark) {
        decide((now, at) -> now.acceptingAll(mark, at));
    }

    /** What somebody decides is on disk before it is so. */
    private void decide(BiFunction<DriftState, Instant, SnapshotComparison.Outcome> decision) {
        locked(() -> {
            SnapshotComparison.Outcome outcome = decision.apply(standing, clock.instant());
            journal.decide(outcome);
            memory = outcome.memory();
        });
        listeners.changed(this);
    }

    /**
     * Lines of the timeline, the newest first.
     *
     * @param kind only those of this kind; absent for all
     * @param before only those with a smaller sequence
     * @throws DriftUnavailable when they cannot be read now
     */
    public List<Entry> latest(Optional<Kind> kind, long before, int limit) {
        return journal.latest(kind, before, limit);
    }

    private void locked(Runnable use) {
        lock.lock();
        try {
            use.run();
            publish();
        } finally {
            lock.unlock();
        }
    }
}
