package ch.meuthak.lotse.console.deploy;

/** The platform or the edge could not do what it was asked. The message says what and what to do next. */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
