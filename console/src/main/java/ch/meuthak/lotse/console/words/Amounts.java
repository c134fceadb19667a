package ch.meuthak.lotse.console.words;

import java.time.Duration;
import java.util.Locale;

/** Durations and sizes for people. */
public final class Amounts {
    private static final long MEBIBYTE = 1024 * 1024;

    private Amounts() {}

    /** A setting or a deadline: {@code 30 s}, {@code 1.5 s}, {@code 250 ms}. */
    public static String limit(Duration limit) {
        long millis = limit.toMillis();
        if (millis % 1000 == 0) {
            return limit.toSeconds() + " s";
        }
        return millis < 1000 ? millis + " ms" : millis / 1000.0 + " s";
    }

    /** How long something took: {@code 120 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 10 min}. */
    public static String exact(Duration took) {
        if (took.toMillis() < 1000) {
            return Math.max(0, took.toMillis()) + " ms";
        }
        if (took.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        if (took.toHours() < 1) {
            return took.toMinutes() + " min " + took.toSecondsPart() + " s";
        }
        return took.toHours() + " h " + took.toMinutesPart() + " min";
    }

    /** An age, in one unit and rounded down: {@code 59 s}, {@code 59 min}, {@code 47 h}, {@code 3 d}. */
    public static String coarse(Duration age) {
        if (age.toSeconds() < 60) {
            return age.toSeconds() + " s";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /** The rest of a life, in one unit and rounded down: {@code 212 days}, {@code 23 hours}, {@code less than a minute}. */
    public static String span(Duration span) {
        if (span.toDays() > 0) {
            return count(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return count(span.toHours(), "hour");
        }
        return span.toMinutes() > 0 ? count(span.toMinutes(), "minute") : "less than a minute";
    }

    /** {@code 1 day}, {@code 2 days}. */
    public static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** {@code 192 MiB}. */
    public static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }
}
