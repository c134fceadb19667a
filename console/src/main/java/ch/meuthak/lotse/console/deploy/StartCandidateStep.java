package ch.meuthak.lotse.console.deploy;

/** Starts the candidate in the free slot, where something may still be left from a crash, with requests of its own. */
record StartCandidateStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.STARTING;
    }

    @Override
    public void run(Candidate candidate) throws PlatformException, InterruptedException {
        new SlotDrain(candidate.site(), candidate.slot()).run();
        candidate.site().log().keepOutput(candidate.slot());
        candidate.start();
    }
}
