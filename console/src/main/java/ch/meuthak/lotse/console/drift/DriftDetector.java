package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.diagnosis.Change;
import ch.meuthak.lotse.console.diagnosis.LastSeen;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares each snapshot with the accepted state and with the one before, and remembers what it saw, also over a restart of the
 * console.
 *
 * <p>The first snapshot in which the load balancer is known is accepted by itself, and a part that it lacks when that part is
 * first read: whoever starts a console has a deployment that he believes in, and were he asked first, nothing would be compared
 * until he answers. The pages say so plainly. What is wrong from the beginning is the business of the rules, not of the drift.
 *
 * <p>While the disk refuses, everything goes on from memory, what has happened is written as soon as it can be, and {@link
 * Drift#problem} says why it is not.
 */
public final class DriftDetector {
    private static final Logger LOG = Logger.getLogger(DriftDetector.class.getName());

    /** What has happened and is not on disk yet: more than a day's worth of a deployment in trouble. */
    private static final int MOST_PENDING = 1_000;

    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final Snapshots snapshots;
    private final InstantSource clock;
    private final Listeners<DriftDetector> listeners = new Listeners<>();

    /** Guards what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Entry> pending = new ArrayList<>();
    private @Nullable Memory memory;
    private @Nullable Glance glance;
    private @Nullable Memory kept;
    private Instant keptAt = Instant.MIN;
    private String problem = "";
    private String begunAnew = "";
    private boolean loaded;

    /** What others are told, without waiting for what is written. */
    private volatile Standing standing = Standing.nothing();

    public DriftDetector(Timeline timeline, Snapshots snapshots, InstantSource clock) {
        this.timeline = timeline;
        this.snapshots = snapshots;
        this.clock = clock;
        locked(this::load);
        publish();
    }

    private void publish() {
        standing = new Standing(Optional.ofNullable(memory), Optional.ofNullable(glance), problem);
    }

    /** Calls the listener, which must not block, after each look and each acceptance. */
    public Subscription onChange(Runnable listener) {
        return listeners.add(_ -> listener.run());
    }

    /** Looks at a new snapshot and at what serves; a release that is not known is absent. Writes to the disk. */
    public void look(Topology topology, Optional<ServingRelease> release) {
        locked(() -> {
            if (load()) {
                see(Glance.at(topology, release));
            }
            publish();
            return true;
        });
        listeners.changed(this);
    }

    private void see(Glance now) {
        Memory before = memory;
        if (before == null && now.topology().loadBalancer().toOptional().isEmpty()) {
            return;
        }
        Glance.Outcome outcome = before == null ? now.first(begunAnew) : now.after(before);
        glance = now;
        memory = outcome.memory();
        publish();
        outcome.happened().forEach(this::remember);
        boolean news = !outcome.happened().isEmpty()
                || kept == null
                || !outcome.memory().saysTheSameAs(kept)
                || !problem.isEmpty();
        if (news || !keptAt.plus(AT_LEAST_EVERY).isAfter(clock.instant())) {
            boolean written = write(outcome.memory());
            if (keepSnapshot(now) && written) {
                problem = "";
            }
        }
    }

    private void remember(Entry entry) {
        if (pending.size() < MOST_PENDING) {
            pending.add(entry);
        }
    }

    private boolean write(Memory now) {
        try {
            timeline.keep(now, List.copyOf(pending));
            pending.clear();
            kept = now;
            keptAt = clock.instant();
            return true;
        } catch (DriftUnavailable e) {
            failed(e);
            return false;
        }
    }

    private boolean keepSnapshot(Glance now) {
        if (now.topology().loadBalancer().toOptional().isPresent()) {
            try {
                snapshots.keep(now.topology());
            } catch (DriftUnavailable e) {
                failed(e);
                return false;
            }
        }
        return true;
    }

    private void failed(DriftUnavailable e) {
        if (problem.isEmpty()) {
            LOG.log(Level.WARNING, "Changes are not kept: {0}", e.getMessage());
        }
        problem = String.valueOf(e.getMessage());
    }

    /** Whether what was kept is known: the accepted state must not be overwritten only because it cannot be read now. */
    private boolean load() {
        if (loaded) {
            return true;
        }
        try {
            memory = timeline.memory().orElse(null);
            kept = memory;
            loaded = true;
            problem = "";
        } catch (DriftUnreadable e) {
            LOG.log(Level.WARNING, "The accepted state begins anew: {0}", e.getMessage());
            begunAnew = "What was accepted before cannot be read (" + e.getMessage() + "). ";
            loaded = true;
        } catch (DriftUnavailable e) {
            failed(e);
        }
        return loaded;
    }

    /** The last snapshot that was kept in which the load balancer is known, of this console or one before it. */
    public Optional<Topology> lastKnown() {
        try {
            return snapshots.last();
        } catch (DriftUnavailable | DriftUnreadable e) {
            LOG.log(Level.WARNING, "There is no last known state: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What differs from the accepted state, as far as it was read just now; restarts are not among it. */
    public Fact<List<Change>> changes() {
        return standing.changes();
    }

    /** The instances as they were when they were last seen; those that were started anew, as they were before. */
    public Fact<List<LastSeen>> lastSeen() {
        return standing.lastSeen();
    }

    /** How things stand. */
    public Drift drift() {
        return standing.drift();
    }

    /**
     * Accepts one difference.
     *
     * @throws NotAccepted when it does not, or no longer, differ
     * @throws DriftUnavailable when that cannot be kept; then nothing was accepted
     */
    public void accept(String id) {
        change(now -> {
            Difference difference = standing.differences().stream()
                    .map(Drifted::difference)
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotAccepted(
                            "That no longer differs from the accepted state, or differs otherwise. Look at it again."));
            String sentence = "Accepted: " + difference.sentence();
            return new Glance.Outcome(accepted(now, Set.of(id)), List.of(Entry.accepted(sentence, clock.instant())));
        });
    }

    private Memory accepted(Memory now, Set<String> ids) {
        State accepts = now.accepted();
        for (Aspects.Told told : now.drift()) {
            if (ids.contains(told.difference().id())) {
                accepts = told.delta().applied(accepts);
            }
        }
        return now.withAccepted(accepts, clock.instant(), true)
                .withInstances(
                        now.instances(),
                        now.restarts().stream()
                                .filter(restart ->
                                        !ids.contains(restart.difference().id()))
                                .toList());
    }

    /**
     * Accepts everything as it was last known.
     *
     * @param mark the {@link Drift#mark} of what was seen; empty for whatever differs
     * @throws NotAccepted when something else differs by now
     * @throws DriftUnavailable when that cannot be kept; then nothing was accepted
     */
    public void acceptAll(String mark) {
        change(now -> {
            Drift drift = standing.drift();
            if (!mark.isEmpty() && !mark.equals(drift.mark())) {
                throw new NotAccepted("Something has changed since you looked. Look at it again, then accept.");
            }
            int many = drift.differences().size();
            String sentence = "Everything was accepted as it is"
                    + (many == 0 ? "." : many == 1 ? ": one difference." : ": " + many + " differences.");
            Memory all = now.withAccepted(now.accepted().updatedBy(now.last()), clock.instant(), true)
                    .withInstances(now.instances(), List.of());
            return new Glance.Outcome(all, List.of(Entry.accepted(sentence, clock.instant())));
        });
    }

    private interface Decision {
        Glance.Outcome on(Memory now);
    }

    /** What somebody decides is on disk before it is so. */
    private void change(Decision decision) {
        locked(() -> {
            Memory now = Optional.ofNullable(memory)
                    .orElseThrow(() -> new NotAccepted("Nothing was read yet that could be accepted."));
            Glance.Outcome outcome = decision.on(now);
            List<Entry> happened = new ArrayList<>(pending);
            happened.addAll(outcome.happened());
            timeline.keep(outcome.memory(), happened);
            pending.clear();
            memory = outcome.memory();
            kept = outcome.memory();
            keptAt = clock.instant();
            problem = "";
            publish();
            return true;
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
        return timeline.latest(kind, before, limit);
    }

    private <T> T locked(Supplier<T> use) {
        lock.lock();
        try {
            return use.get();
        } finally {
            lock.unlock();
        }
    }
}
