package ch.meuthak.lotse.console.deploy;

/** Sends the traffic to the candidate. The old release stays up. */
record SwitchTrafficStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.SWITCHING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailure, PlatformException {
        var edge = candidate.site().edge();
        edge.route(candidate.slot(), candidate.running().address());
    }
}
