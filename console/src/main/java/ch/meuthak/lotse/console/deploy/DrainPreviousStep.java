package ch.meuthak.lotse.console.deploy;

import java.util.function.Consumer;

/**
 * Lets the old release finish what it has and stops it; then makes sure, once more, who serves.
 *
 * @param progress is told what the old release still has; what it was told last is what the stop cuts
 */
record DrainPreviousStep(Consumer<OpenRequests> progress) implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.DRAINING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        candidate.proveThatItServes();
        if (candidate.previous().isPresent()) {
            var old = new SlotDrain(candidate.site(), candidate.previous().get().slot(), progress);
            old.awaitIdle();
            candidate.proveThatItServes();
            old.stop();
            candidate.site().log().keepOutput(candidate.previous().get().slot());
            candidate.proveThatItServes();
        }
    }
}
