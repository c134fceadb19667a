package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one lane that deployments go through: one runs, at most one waits. Requests enter and cancel here from any thread; the
 * {@link DeploymentRunner} takes them out.
 */
final class DeploymentLane {
    private static final Logger LOG = Logger.getLogger(DeploymentLane.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition entered = lock.newCondition();
    private final Map<String, Logbook> live = new ConcurrentHashMap<>();
    private @Nullable Logbook waiting;
    private @Nullable Rollout running;

    /** The course of a deployment that is not final, newer than what the journal may say. */
    Optional<Logbook> live(String id) {
        return Optional.ofNullable(live.get(id));
    }

    /** From now on it is found by {@link #live}. */
    void show(Logbook logbook) {
        live.put(logbook.now().id(), logbook);
    }

    /** From now on the journal alone knows it. */
    void forget(Logbook logbook) {
        live.remove(logbook.now().id());
    }

    /** Puts a deployment in line; the one that waited there is cancelled. */
    void enter(Logbook logbook) {
        lock.lock();
        try {
            Logbook replaced = waiting;
            show(logbook);
            waiting = logbook;
            entered.signalAll();
            if (replaced != null) {
                replace(
                        replaced,
                        "Replaced by the newer deployment " + logbook.now().id() + " before it began.");
            }
        } finally {
            lock.unlock();
        }
    }

    /** When the disk does not let it now, the next start sees two that wait and does the same. */
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
     * False when it is too late, or no such deployment waits or runs.
     *
     * @throws JournalException when one that waits cannot be cancelled, because that cannot be written
     */
    boolean cancel(String id) {
        lock.lock();
        try {
            if (waiting != null && waiting.now().id().equals(id)) {
                waiting.cancel("Cancelled before it began.");
                forget(waiting);
                waiting = null;
                return true;
            }
            return running != null && running.logbook().now().id().equals(id) && running.cancel();
        } finally {
            lock.unlock();
        }
    }

    /** Whether one waits: a newer one would replace it. */
    boolean isTaken() {
        lock.lock();
        try {
            return waiting != null;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return waiting == null && running == null;
        } finally {
            lock.unlock();
        }
    }

    /** The one that waits, as soon as one does; absent when none has come in that time. It waits on until {@link #take}. */
    Optional<Logbook> awaitNext(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (waiting == null && left > 0) {
                left = entered.awaitNanos(left);
            }
            return Optional.ofNullable(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** From waiting to running; false when it was replaced or cancelled in the meantime. */
    boolean take(Logbook next, Rollout rollout) {
        lock.lock();
        try {
            boolean mine = waiting == next;
            if (mine) {
                waiting = null;
                running = rollout;
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out one that cannot even be begun; false when it was replaced or cancelled in the meantime. */
    boolean turnAway(Logbook next) {
        lock.lock();
        try {
            boolean mine = waiting == next;
            if (mine) {
                waiting = null;
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** This runs now, without having waited; null for nothing. */
    void runs(@Nullable Rollout rollout) {
        lock.lock();
        try {
            running = rollout;
        } finally {
            lock.unlock();
        }
    }
}
