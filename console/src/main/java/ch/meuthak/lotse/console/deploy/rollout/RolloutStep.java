package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.util.List;

/**
 * One step of a deployment. It is in the journal before it begins, and it can run again after a crash.
 *
 * @param state the deployment is in it while the step runs
 */
record RolloutStep(DeploymentState state, Work work) {
    /** What a step does; it returns when that is done. */
    interface Work {
        /**
         * Does it.
         *
         * @throws StepFailure when the candidate is not good enough
         * @throws PlatformException when the platform or the edge failed
         * @throws InterruptedException when the deployment was cancelled, or the console stops
         */
        void on(Candidate candidate) throws StepFailure, PlatformException, InterruptedException;
    }

    /** All steps, in their order. */
    static List<RolloutStep> all(Logbook logbook) {
        return List.of(
                new RolloutStep(DeploymentState.REQUESTED, RolloutStep::admit),
                new RolloutStep(
                        DeploymentState.PULLING,
                        candidate -> candidate.site().platform().pull(candidate.release(), logbook::say)),
                new RolloutStep(DeploymentState.STARTING, RolloutStep::start),
                new RolloutStep(DeploymentState.CHECKING, RolloutStep::check),
                new RolloutStep(DeploymentState.SWITCHING, candidate -> candidate
                        .site()
                        .edge()
                        .route(candidate.slot(), candidate.running().address())),
                new RolloutStep(DeploymentState.BAKING, RolloutStep::bake),
                new RolloutStep(DeploymentState.DRAINING, candidate -> drain(candidate, logbook)));
    }

    /** Looks for room before anything is touched, and begins to count the previous release's traffic for the bake. */
    private static void admit(Candidate candidate) throws PlatformException {
        candidate.site().platform().admit(candidate.release());
        candidate.countPrevious();
    }

    /** In the free slot, where a crash may have left something that still has requests. */
    private static void start(Candidate candidate) throws PlatformException, InterruptedException {
        new SlotDrain(candidate.site(), candidate.slot()).run();
        candidate.site().log().keepOutput(candidate.slot());
        candidate.start();
    }

    /** Directly, past the edge: ready several times in a row, and then the release that was asked for. */
    private static void check(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        candidate.awaitReady();
        var difference = candidate.site().difference(candidate.running(), candidate.release());
        if (difference.isPresent()) {
            throw new StepFailure(difference.get());
        }
        candidate.learnVersion();
    }

    /** The previous release still runs. Without one there is nothing to go back to, and so no bake. */
    private static void bake(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        if (candidate.previous().isPresent()) {
            new Bake(candidate, candidate.previous().get().slot()).await();
        }
        candidate.proveThatItServes();
    }

    /** What the logbook was given last is what the stop cuts. */
    private static void drain(Candidate candidate, Logbook logbook)
            throws StepFailure, PlatformException, InterruptedException {
        candidate.proveThatItServes();
        if (candidate.previous().isPresent()) {
            Slot slot = candidate.previous().get().slot();
            var old = new SlotDrain(candidate.site(), slot, logbook::draining);
            old.awaitIdle();
            candidate.proveThatItServes();
            old.stop();
            candidate.site().log().keepOutput(slot);
            candidate.proveThatItServes();
        }
    }
}
