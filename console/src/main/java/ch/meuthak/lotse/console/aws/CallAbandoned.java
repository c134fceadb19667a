package ch.meuthak.lotse.console.aws;

import java.io.Serial;

/** Why the console itself gave up on a call, though AWS did not answer with an error. */
final class CallAbandoned extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String error;

    /**
     * @param error one of the console's own error names, {@code UnreadableAnswer}
     * @param message for the operator, ends with what to do
     */
    CallAbandoned(String error, String message) {
        super(message);
        this.error = error;
    }

    String error() {
        return error;
    }
}
