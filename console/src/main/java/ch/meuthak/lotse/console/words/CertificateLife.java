package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of a certificate's life is left.
 *
 * @param left until it ends; negative when it has ended
 * @param isOver whether it can no longer be used because of that
 */
public record CertificateLife(Duration left, boolean isOver) {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration VERY_SOON = Duration.ofDays(14);
    private static final Duration AT_ONCE = Duration.ofDays(7);

    /** How urgent the end is, the worst first. */
    public enum Stage {
        EXPIRED("Expired"),
        /** Less than 7 days. */
        AT_ONCE("Ends within a week"),
        /** Less than 14 days. */
        VERY_SOON("Ends within two weeks"),
        /** Less than 30 days. */
        SOON("Ends within a month"),
        IN_TIME("In time");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** For a badge. */
        public String words() {
            return words;
        }
    }

    /** Of one that has an end: the certificate is valid up to that instant, and no longer. */
    public static CertificateLife until(Instant end, Instant now) {
        return new CertificateLife(Duration.between(now, end), now.isAfter(end));
    }

    /** What ACM says wins over the clock: one that it calls expired is, whatever its end. */
    public static Optional<CertificateLife> of(Certificate certificate, Instant now) {
        return certificate.notAfter().map(end -> {
            CertificateLife life = until(end, now);
            return new CertificateLife(life.left, life.isOver || certificate.isExpired());
        });
    }

    public Stage stage() {
        if (isOver) {
            return Stage.EXPIRED;
        }
        if (left.compareTo(AT_ONCE) < 0) {
            return Stage.AT_ONCE;
        }
        if (left.compareTo(VERY_SOON) < 0) {
            return Stage.VERY_SOON;
        }
        return left.compareTo(SOON) < 0 ? Stage.SOON : Stage.IN_TIME;
    }

    /** {@code 212 days left}, {@code 5 hours left}, {@code expired 3 hours ago}. */
    public String words() {
        if (!isOver) {
            return span() + " left";
        }
        return left.isPositive() ? "expired" : "expired " + span() + " ago";
    }

    /** How long that is, in one unit and rounded down: {@code 212 days}, {@code 23 hours}, {@code less than a minute}. */
    public String span() {
        Duration span = left.abs();
        if (span.toDays() > 0) {
            return count(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return count(span.toHours(), "hour");
        }
        return span.toMinutes() > 0 ? count(span.toMinutes(), "minute") : "less than a minute";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
