package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Printable;
import java.time.Duration;
import java.util.Locale;

/** Values of strangers, and spans of time, as they stand in a sentence. */
final class QuotedText {
    private static final int LONGEST = 120;

    private QuotedText() {}

    /** The text, printable and at most 120 characters. */
    static String shown(String text) {
        return Printable.of(text, LONGEST);
    }

    /** {@code 3,601 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,d s", duration.toSeconds());
    }
}
