package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;

/** The engine answered, and it was no, or no answer. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private final int status;

    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    boolean is(int other) {
        return status == other;
    }

    /** @param what as in "The Docker engine did not ..." */
    PlatformException asFailureTo(String what) {
        return new PlatformException("The Docker engine did not " + what + ": " + getMessage(), this);
    }
}
