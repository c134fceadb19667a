package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.words.Amounts;
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
        return age.isNegative() ? "in " + Amounts.coarse(age.negated()) : Amounts.coarse(age) + " ago";
    }

    /** How long it has lasted, {@code 5 h}. */
    public String lasted() {
        return Amounts.coarse(Duration.between(at, now).abs());
    }

    /** Makes all times of one page relative to one now. */
    public record Clock(Instant now) {
        public When when(Instant at) {
            return new When(at, now);
        }
    }
}
