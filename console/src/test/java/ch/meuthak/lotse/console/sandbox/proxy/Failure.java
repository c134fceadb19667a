package ch.meuthak.lotse.console.sandbox.proxy;

/** Why a request got no answer from its upstream. */
public enum Failure {
    /** The connection was refused, or it broke before the answer's head was read. */
    BROKEN,
    /** The answer's head did not come in time. */
    TIMED_OUT,
    /** The request's body is larger than the listener admits. */
    TOO_LARGE
}
