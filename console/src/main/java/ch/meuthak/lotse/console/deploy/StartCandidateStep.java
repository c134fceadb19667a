package ch.meuthak.lotse.console.deploy;

/** Starts the candidate in the free slot, where something may still be left from a crash. */
record StartCandidateStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.STARTING;
    }

    @Override
    public void run(Candidate candidate) throws PlatformException, InterruptedException {
        var site = candidate.site();
        site.platform().stop(candidate.slot(), site.settings().stopGrace());
        candidate.start();
    }
}
