package ch.meuthak.lotse.console.drift;

/** What was kept is of an older console, or damaged, and begins anew; the message says what is wrong with it. */
public final class DriftUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DriftUnreadable(String message) {
        super(message);
    }
}
