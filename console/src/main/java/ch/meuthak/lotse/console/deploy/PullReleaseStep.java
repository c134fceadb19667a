package ch.meuthak.lotse.console.deploy;

import java.util.function.Consumer;

/** Makes the artifact present, and sure that it is the one with the digest. */
record PullReleaseStep(Consumer<String> progress) implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.PULLING;
    }

    @Override
    public void run(Candidate candidate) throws PlatformException, InterruptedException {
        candidate.site().platform().pull(candidate.release(), progress);
    }
}
