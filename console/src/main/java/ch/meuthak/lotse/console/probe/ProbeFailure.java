package ch.meuthak.lotse.console.probe;

import java.io.Serial;

/** Why a probe did not get an answer. */
final class ProbeFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String words;

    /**
     * @param error {@code EngineRefusal}, {@code Timeout}, ...
     * @param words half a sentence, {@code the connection was refused}
     */
    ProbeFailure(String error, String words) {
        super(error + ": " + words);
        this.error = error;
        this.words = words;
    }

    String error() {
        return error;
    }

    String words() {
        return words;
    }
}
