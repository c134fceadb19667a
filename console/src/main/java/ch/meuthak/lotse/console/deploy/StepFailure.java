package ch.meuthak.lotse.console.deploy;

/** A step found the candidate wanting. The message is the deployment's {@code failure}. */
final class StepFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message);
    }
}
