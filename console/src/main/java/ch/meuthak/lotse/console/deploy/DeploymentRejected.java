package ch.meuthak.lotse.console.deploy;

/** A refused request. The message has the reason and what to do next. */
public final class DeploymentRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of refusal, which maps to an HTTP status. */
    public enum Cause {
        /** The request itself makes no sense: 422. */
        INVALID,
        /** It conflicts with the current state, or its key belongs to another request: 409. */
        CONFLICT,
        /** One runs and one waits, and this one may not replace it: 409, and a later try may succeed. */
        BUSY,
        /** There is no such deployment: 404. */
        UNKNOWN,
        /** It cannot be stored or done now (full disk, no platform): 503. */
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
