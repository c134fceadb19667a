package ch.meuthak.lotse.console.deploy;

/** Looks whether there is room for the release, before anything is touched, and begins to count what the old one does. */
record AdmitReleaseStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.REQUESTED;
    }

    @Override
    public void run(Candidate candidate) throws PlatformException {
        candidate.site().platform().admit(candidate.release());
        candidate.countPrevious();
    }
}
