package ch.meuthak.lotse.console.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A point in time as a page shows it: exact in UTC, and relative to now. */
public record When(Instant at, Instant now) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** For the {@code datetime} attribute, to the second. */
    public String iso() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public String utc() {
        return UTC.format(at);
    }

    /** {@code 13:02 UTC}; with the date when it is another day's. */
    public String clock() {
        boolean today = at.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
        return (today ? CLOCK : DAY_AND_CLOCK).format(at);
    }

    /** {@code 12 s ago}, {@code in 3 d}; the page's script keeps it up to date in the same form. */
    public String relative() {
        Duration age = Duration.between(at, now);
        if (age.abs().toSeconds() < 1) {
            return "just now";
        }
        return age.isNegative() ? "in " + coarse(age.negated()) : coarse(age) + " ago";
    }

    /** How long it has lasted, {@code 5 h}. */
    public String lasted() {
        return coarse(Duration.between(at, now).abs());
    }

    /** One unit, rounded down: {@code 59 s}, {@code 59 min}, {@code 47 h}, {@code 3 d}. */
    public static String coarse(Duration duration) {
        if (duration.toSeconds() < 60) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 60) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    /** As exact as somebody cares: {@code 120 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 10 min}. */
    static String exact(Duration duration) {
        if (duration.toMillis() < 1000) {
            return Math.max(0, duration.toMillis()) + " ms";
        }
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    /** Makes all times of one page relative to one now. */
    public record Clock(Instant now) {
        public When when(Instant at) {
            return new When(at, now);
        }
    }
}
