package ch.meuthak.lotse.console.drift;

/** What is kept cannot be read or written now; the message says why and what to do. */
public final class DriftUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DriftUnavailable(String message) {
        super(message);
    }
}
