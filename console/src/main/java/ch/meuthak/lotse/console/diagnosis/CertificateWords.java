package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Certificate;
import java.time.Duration;
import java.time.Instant;

/** What to do about a certificate, by the status that ACM gives it. */
final class CertificateWords {
    private CertificateWords() {}

    /** What to do about a certificate that is not issued. */
    static String advice(Certificate certificate) {
        return switch (certificate.status()) {
            case "VALIDATION_TIMED_OUT" -> "Its name was not proved within 72 hours. Request it again.";
            case "FAILED" ->
                "ACM gives the reason " + (certificate.failureReason().isEmpty() ? "none" : certificate.failureReason())
                        + ". "
                        + (certificate.failureReason().equals("CAA_ERROR")
                                ? "Likely a CAA record of the domain names no authority of Amazon: add one for amazon.com, then"
                                        + " request it again."
                                : "Request it again.");
            case "REVOKED" -> "It was revoked. Request a new one.";
            case "INACTIVE" -> "It is no longer valid. Request a new one.";
            default -> "Look at it in ACM.";
        };
    }

    /** Whole days until it ends, negative when it has ended; 0 when it has no end. */
    static long daysLeft(Certificate certificate, Instant now) {
        return certificate
                .notAfter()
                .map(end -> Math.floorDiv(
                        Duration.between(now, end).toSeconds(),
                        Duration.ofDays(1).toSeconds()))
                .orElse(0L);
    }

    static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    /** Why a certificate that ends soon was not renewed, as far as ACM says, and what to do. */
    static String renewal(Certificate certificate) {
        if (certificate.type().equals("IMPORTED")) {
            return "It was imported, and ACM does not renew those: import its successor.";
        }
        return switch (certificate.renewalStatus()) {
            case "PENDING_VALIDATION" ->
                "ACM cannot renew it before its validation CNAME record is back: restore the record.";
            case "FAILED" -> "ACM failed to renew it: request a new one and attach that.";
            case "PENDING_AUTO_RENEWAL" -> "ACM is about to renew it by itself: look again tomorrow.";
            default -> "ACM should have renewed it by itself: check that its validation CNAME record is still there.";
        };
    }
}
