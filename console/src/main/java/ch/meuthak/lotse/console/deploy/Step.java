package ch.meuthak.lotse.console.deploy;

/** One step of a deployment. It is in the journal before {@link #run} is called, and it may be run again after a crash. */
sealed interface Step
        permits AdmitReleaseStep,
                PullReleaseStep,
                StartCandidateStep,
                CheckCandidateStep,
                SwitchTrafficStep,
                BakeCandidateStep,
                DrainPreviousStep {

    /** The state the deployment is in while the step runs. */
    DeploymentState state();

    /**
     * Returns when the step is done.
     *
     * @throws StepFailure when the candidate is not good enough
     * @throws PlatformException when the platform or the edge could not do its part
     * @throws InterruptedException when the deployment was cancelled or the console stops
     */
    void run(Candidate candidate) throws StepFailure, PlatformException, InterruptedException;
}
