package ch.meuthak.lotse.console.deploy;

/** A request that was not taken. The message says why and what to do next. */
public final class DeploymentRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, in a form that maps to an HTTP status. */
    public enum Cause {
        /** The wish itself makes no sense: 422. */
        INVALID,
        /** It conflicts with what happens now, or the key was used for another wish: 409. */
        CONFLICT,
        /** One runs and one waits, and this one may not replace it: 409, and worth another try. */
        BUSY,
        /** There is no such deployment: 404. */
        UNKNOWN,
        /** It cannot be kept or carried out now (disk full, no platform): 503. */
        UNAVAILABLE
    }

    private final Cause reason;

    public DeploymentRejected(Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
