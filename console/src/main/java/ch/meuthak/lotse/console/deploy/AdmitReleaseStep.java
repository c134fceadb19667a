package ch.meuthak.lotse.console.deploy;

/** Looks whether there is room for the release, before anything is touched. */
record AdmitReleaseStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.REQUESTED;
    }

    @Override
    public void run(Candidate candidate) throws PlatformException {
        candidate.site().platform().admit(candidate.release());
    }
}
