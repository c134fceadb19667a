package ch.meuthak.lotse.server;

/** A setting that is missing, unknown or wrong. The message is one line and says what is allowed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
