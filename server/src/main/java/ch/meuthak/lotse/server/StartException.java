package ch.meuthak.lotse.server;

/** What keeps a server from starting although its settings are right: a taken port, a live socket. One line, no trace. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }
}
