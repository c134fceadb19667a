package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of a certificate's life is left.
 *
 * @param left until it ends; negative when it has ended
 * @param isOver whether it has ended, by the clock or by ACM
 */
public record CertificateLife(Duration left, boolean isOver) {
    /** In days: what is urgent, and what is more so. */
    public static final int SOON = 30;

    public static final int VERY_SOON = 14;
    public static final int AT_ONCE = 7;

    /** How soon the end is, the worst first. */
    public enum Stage {
        EXPIRED("Expired"),
        AT_ONCE("Ends within " + CertificateLife.AT_ONCE + " days"),
        VERY_SOON("Ends within " + CertificateLife.VERY_SOON + " days"),
        SOON("Ends within " + CertificateLife.SOON + " days"),
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

    /** Until that instant; the certificate is valid at it, and not after it. */
    public static CertificateLife until(Instant end, Instant now) {
        return new CertificateLife(Duration.between(now, end), now.isAfter(end));
    }

    /** ACM wins over the clock: what it calls expired has expired. */
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
        long days = left.toDays();
        if (days < AT_ONCE) {
            return Stage.AT_ONCE;
        }
        if (days < VERY_SOON) {
            return Stage.VERY_SOON;
        }
        return days < SOON ? Stage.SOON : Stage.IN_TIME;
    }

    /** {@code 212 days left}, {@code 5 hours left}, {@code expired 3 hours ago}. */
    public String words() {
        if (!isOver) {
            return span() + " left";
        }
        return left.isPositive() ? "expired" : "expired " + span() + " ago";
    }

    /** How long that is: {@code 212 days}. */
    public String span() {
        return Amounts.span(left.abs());
    }
}
