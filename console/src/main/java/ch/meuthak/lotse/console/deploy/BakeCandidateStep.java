package ch.meuthak.lotse.console.deploy;

/** Watches the candidate with the traffic on it, while the old release still runs. Nothing to do where none serves. */
record BakeCandidateStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.BAKING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        if (candidate.previous().isPresent()) {
            new Bake(candidate, candidate.previous().get().slot()).await();
        }
        candidate.proveThatItServes();
    }
}
