package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.PlatformException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes one deployment through its steps, or rolls it back. It runs on one thread; other threads may {@link #cancel}. */
final class Rollout {
    private static final Logger LOG = Logger.getLogger(Rollout.class.getName());

    private final Candidate candidate;
    private final Logbook logbook;
    private final DeploymentState from;
    private final Object gate = new Object();
    private @Nullable Thread thread;
    private boolean cancelled;
    private boolean committed;

    /** @param from the first step to do; {@code REQUESTED} for all of them */
    Rollout(Candidate candidate, Logbook logbook, DeploymentState from) {
        this.candidate = candidate;
        this.logbook = logbook;
        this.from = from;
    }

    Logbook logbook() {
        return logbook;
    }

    Candidate candidate() {
        return candidate;
    }

    /** Asks it to stop; false if it is too late. */
    boolean cancel() {
        synchronized (gate) {
            if (committed || cancelled) {
                return cancelled;
            }
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
            return true;
        }
    }

    /**
     * Returns when the deployment is final and that is in the journal.
     *
     * @throws InterruptedException when the console stops; the deployment stays as it is for the next start
     */
    void run() throws InterruptedException {
        synchronized (gate) {
            thread = Thread.currentThread();
        }
        try {
            runSteps();
            logbook.finish(DeploymentState.SUCCEEDED, "");
        } catch (StepFailure | PlatformException | JournalException e) {
            putBack(String.valueOf(e.getMessage()), DeploymentState.FAILED);
        } catch (InterruptedException e) {
            if (!commit()) {
                throw e;
            }
            putBack("Cancelled before it had any traffic.", DeploymentState.CANCELLED);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Deployment " + logbook.now().id(), e);
            putBack("Internal error of the console (" + e + "). Its log has the details.", DeploymentState.FAILED);
        }
    }

    private void putBack(String failure, DeploymentState end) throws InterruptedException {
        commit();
        new CandidateRollback(candidate, logbook).run(failure, end);
    }

    private void runSteps() throws StepFailure, PlatformException, InterruptedException {
        for (RolloutStep step : RolloutStep.all(logbook)) {
            if (step.state().compareTo(from) < 0) {
                continue;
            }
            if (step.state() == DeploymentState.SWITCHING && commit()) {
                throw new InterruptedException("cancelled");
            }
            if (step.state() != DeploymentState.REQUESTED) {
                logbook.begin(step.state(), Optional.of(candidate.slot()));
            }
            step.work().on(candidate);
            logbook.learned(candidate.release());
        }
        commit();
    }

    /** From here on it cannot be cancelled; true if it already was. */
    private boolean commit() {
        synchronized (gate) {
            committed = true;
            if (cancelled) {
                Thread.interrupted();
            }
            return cancelled;
        }
    }
}
