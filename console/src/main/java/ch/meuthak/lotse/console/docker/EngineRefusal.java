package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.Secrets;

/**
 * The engine refused, or its answer is unreadable. Show its words, and a registry's words in them, only as a {@linkplain
 * #quotable quote}.
 */
final class EngineRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private static final int MOST_WORDS = 16 * 1024;
    private static final int MOST_QUOTED = 500;

    private final int status;

    /** @param words as they came; what is beyond {@value #MOST_WORDS} characters is left out */
    EngineRefusal(int status, String words) {
        super(words.substring(0, Math.min(words.length(), MOST_WORDS)));
        this.status = status;
    }

    /** In one short line, and without the secrets of the call: a registry may return them. */
    EngineRefusal quotable(Secrets sent) {
        String words = String.valueOf(getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return new EngineRefusal(
                status, Printable.output(sent.masked(Printable.output(words, MOST_WORDS)), MOST_QUOTED));
    }

    boolean is(int other) {
        return status == other;
    }

    /** @param what as in "The Docker engine did not ..." */
    PlatformException asFailureTo(String what) {
        return new PlatformException("The Docker engine did not " + what + ": " + getMessage(), this);
    }
}
