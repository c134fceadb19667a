package ch.meuthak.lotse.console.deploy.rollout;

/** The candidate is not good enough. The message is the deployment's {@code failure}. */
final class StepFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message);
    }
}
