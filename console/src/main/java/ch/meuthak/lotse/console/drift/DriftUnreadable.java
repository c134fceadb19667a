package ch.meuthak.lotse.console.drift;

/** The stored baseline is of another version, or damaged, and starts again; the message says what is wrong with it. */
public final class DriftUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DriftUnreadable(String message) {
        super(message);
    }
}
