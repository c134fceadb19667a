package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lane of deployments: one runs, at most one waits. Any thread may enter and cancel deployments here; the
 * {@link DeploymentRunner} takes them out.
 */
final class DeploymentLane {
    private static final Logger LOG = Logger.getLogger(DeploymentLane.class.getName());

    private final Semaphore entered = new Semaphore(0);
    private final Map<String, Logbook> live = new ConcurrentHashMap<>();
    private @Nullable Logbook waiting;
    private @Nullable Rollout running;

    /** The course of a deployment that is not final. It may be newer than the journal. */
    Optional<Logbook> live(String id) {
        return Optional.ofNullable(live.get(id));
    }

    /** From now on {@link #live} finds it. */
    void show(Logbook logbook) {
        live.put(logbook.now().id(), logbook);
    }

    /** From now on only the journal knows it. */
    void forget(Logbook logbook) {
        live.remove(logbook.now().id());
    }

    /** Lets a deployment wait, and cancels the one that waited. */
    synchronized void enter(Logbook logbook) {
        Logbook replaced = waiting;
        show(logbook);
        waiting = logbook;
        entered.release();
        if (replaced != null) {
            replace(
                    replaced,
                    "Replaced by the newer deployment " + logbook.now().id() + " before it began.");
        }
    }

    /** If the disk fails now, the next start finds two that wait, and does the same. */
    private void replace(Logbook replaced, String why) {
        try {
            replaced.cancel(why);
        } catch (JournalException e) {
            LOG.log(Level.WARNING, e.getMessage());
            replaced.failing(why, DeploymentState.CANCELLED);
        }
        forget(replaced);
    }

    /**
     * False if it is too late, or no such deployment waits or runs.
     *
     * @throws JournalException when the end of a waiting deployment cannot be written
     */
    synchronized boolean cancel(String id) {
        if (waiting != null && waiting.now().id().equals(id)) {
            waiting.cancel("Cancelled before it began.");
            forget(waiting);
            waiting = null;
            return true;
        }
        return running != null && running.logbook().now().id().equals(id) && running.cancel();
    }

    /** Whether one waits: a newer one would replace it. */
    synchronized boolean isTaken() {
        return waiting != null;
    }

    synchronized boolean isIdle() {
        return waiting == null && running == null;
    }

    /** The waiting deployment, as soon as there is one; absent when none came in that time. It waits until {@link #take}. */
    Optional<Logbook> awaitNext(Duration time) throws InterruptedException {
        if (!isTaken()) {
            var _ = entered.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
        }
        entered.drainPermits();
        synchronized (this) {
            return Optional.ofNullable(waiting);
        }
    }

    /**
     * From waiting to running; false when it was replaced or cancelled in the meantime.
     *
     * @param rollout null when it cannot even begin
     */
    synchronized boolean take(Logbook next, @Nullable Rollout rollout) {
        boolean mine = waiting == next;
        if (mine) {
            waiting = null;
            running = rollout;
        }
        return mine;
    }

    /** This runs now, without a wait; null for none. */
    synchronized void runs(@Nullable Rollout rollout) {
        running = rollout;
    }
}
