package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Certificate;

/** What to do about a certificate, by the status that ACM gives it. */
public final class CertificateWords {
    private CertificateWords() {}

    /** What to do about a certificate that is not issued. */
    public static String advice(Certificate certificate) {
        return switch (certificate.status()) {
            case "PENDING_VALIDATION" ->
                "Add the validation CNAME record that ACM shows; relative to the zone, not with the zone's name twice.";
            case "VALIDATION_TIMED_OUT" -> "Its name was not proved within 72 hours. Request it again.";
            case "FAILED" ->
                "ACM gives the reason " + (certificate.failureReason().isEmpty() ? "none" : certificate.failureReason())
                        + ". Request it again.";
            case "REVOKED" -> "It was revoked. Request a new one.";
            case "INACTIVE", "EXPIRED" -> "It is no longer valid. Request a new one.";
            default -> "Look at it in ACM.";
        };
    }

    /** Why a certificate that ends soon was not renewed, as far as ACM says, and what to do. */
    public static String renewal(Certificate certificate) {
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
