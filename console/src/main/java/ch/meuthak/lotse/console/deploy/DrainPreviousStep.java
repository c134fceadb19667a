package ch.meuthak.lotse.console.deploy;

/** Lets the old release finish what it has and stops it; then makes sure, once more, who serves. */
record DrainPreviousStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.DRAINING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailed, PlatformException, InterruptedException {
        candidate.proveThatItServes();
        if (candidate.previous().isPresent()) {
            var old = new SlotDrain(candidate.site(), candidate.previous().get().slot());
            old.awaitIdle();
            candidate.proveThatItServes();
            old.stop();
            candidate.proveThatItServes();
        }
    }
}
