package ch.meuthak.lotse.console.deploy;

/** The platform or the edge failed. The message says how, and what to do next. */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
