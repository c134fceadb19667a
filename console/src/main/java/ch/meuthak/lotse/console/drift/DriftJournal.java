package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is on disk of the drift, and what has happened since that is not. While the disk refuses, that waits until it can be
 * written, and {@link #problem} says why. One thread at a time changes it.
 */
final class DriftJournal {
    private static final Logger LOG = Logger.getLogger(DriftJournal.class.getName());

    /** More than a day's worth of a deployment in trouble. */
    private static final int MOST_PENDING = 1_000;

    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final Snapshots snapshots;
    private final InstantSource clock;
    private final List<Entry> pending = new ArrayList<>();
    private @Nullable Baseline kept;
    private Instant keptAt = Instant.MIN;
    private String problem = "";
    private String begunAnew = "";
    private boolean open;

    DriftJournal(Timeline timeline, Snapshots snapshots, InstantSource clock) {
        this.timeline = timeline;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Whether what was kept is known: the accepted state must not be overwritten only because it cannot be read now. */
    boolean open() {
        if (open) {
            return true;
        }
        try {
            kept = timeline.memory().orElse(null);
            open = true;
            problem = "";
        } catch (DriftUnreadable e) {
            LOG.log(Level.WARNING, "The baseline starts again: {0}", e.getMessage());
            begunAnew = "The previous baseline is unreadable (" + e.getMessage() + "). ";
            open = true;
        } catch (DriftUnavailable e) {
            failed(e);
        }
        return open;
    }

    /** What is on disk; absent before it is open, and when there is nothing. */
    Optional<Baseline> kept() {
        return Optional.ofNullable(kept);
    }

    /** Why nothing of what was accepted before is known; empty when it is, or when there was none. */
    String begunAnew() {
        return begunAnew;
    }

    /** Why what is remembered cannot be read or written; empty when it can. */
    String problem() {
        return problem;
    }

    /** Keeps what a snapshot has led to, and the snapshot: at once when it is news, otherwise now and then. */
    void follow(SnapshotComparison.Outcome outcome, Topology topology) {
        boolean news = !outcome.happened().isEmpty()
                || kept == null
                || !outcome.memory().saysTheSameAs(kept)
                || !problem.isEmpty();
        if (news || !keptAt.plus(AT_LEAST_EVERY).isAfter(clock.instant())) {
            boolean written = tried(() -> write(outcome.memory(), outcome.happened()));
            boolean shown = !topology.loadBalancer().isKnown() || tried(() -> snapshots.keep(topology));
            if (!written) {
                outcome.happened().stream().limit(MOST_PENDING - pending.size()).forEach(pending::add);
            } else if (shown) {
                problem = "";
            }
        }
    }

    /** Keeps what happened, now or as soon as it can be written. */
    void add(List<Entry> happened) {
        List<Entry> all = new ArrayList<>(pending);
        all.addAll(happened);
        pending.clear();
        if (!tried(() -> timeline.add(all))) {
            all.stream().limit(MOST_PENDING).forEach(pending::add);
        }
    }

    /** What was kept of the box; absent also while it cannot be read: then nothing is compared. */
    Optional<BoxBaseline> box() {
        try {
            return timeline.box();
        } catch (DriftUnavailable e) {
            failed(e);
            return Optional.empty();
        }
    }

    void keep(BoxBaseline box, List<Entry> happened) {
        tried(() -> timeline.keep(box, happened));
    }

    /**
     * Keeps what somebody has decided, and what is still to be written with it.
     *
     * @throws DriftUnavailable when that cannot be; then nothing is
     */
    void decide(SnapshotComparison.Outcome outcome) {
        write(outcome.memory(), outcome.happened());
        problem = "";
    }

    private void write(Baseline now, List<Entry> more) {
        List<Entry> happened = new ArrayList<>(pending);
        happened.addAll(more);
        timeline.keep(now, happened);
        pending.clear();
        kept = now;
        keptAt = clock.instant();
    }

    private boolean tried(Runnable writing) {
        try {
            writing.run();
            return true;
        } catch (DriftUnavailable e) {
            failed(e);
            return false;
        }
    }

    private void failed(DriftUnavailable e) {
        if (problem.isEmpty()) {
            LOG.log(Level.WARNING, "Changes are not stored: {0}", e.getMessage());
        }
        problem = String.valueOf(e.getMessage());
    }

    /** The last snapshot that was kept in which the load balancer is known. */
    Optional<Topology> lastSnapshot() {
        try {
            return snapshots.last();
        } catch (DriftUnavailable | DriftUnreadable e) {
            LOG.log(Level.WARNING, "There is no last known state: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What was kept of what has happened.
     *
     * @throws DriftUnavailable when it cannot be read now
     */
    List<Entry> latest(Optional<Kind> kind, long before, int limit) {
        return timeline.latest(kind, before, limit);
    }
}
