package ch.meuthak.lotse.console.drift;

/** What should have been accepted is not, or no longer, what differs; the message says what to do. */
public final class NotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAccepted(String message) {
        super(message);
    }
}
