package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.Certificate;
import java.time.Instant;

/**
 * ACM's codes in words, and what to do about a certificate by its status.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html">CertificateDetail</a>
 */
public final class CertificateWords {
    /** What to do about an expired certificate. */
    public static final String RENEW = "Request a new one in ACM, validate it, and make it the listener's default.";

    private static final String UNKNOWN = "Not known";

    private CertificateWords() {}

    /** The status in three words at most; a code that is new to the console stays as it is. */
    public static String status(String code) {
        return switch (code) {
            case "" -> UNKNOWN;
            case "PENDING_VALIDATION" -> "Waiting for validation";
            case "ISSUED" -> "Issued";
            case "INACTIVE" -> "Inactive";
            case "EXPIRED" -> "Expired";
            case "VALIDATION_TIMED_OUT" -> "Validation timed out";
            case "REVOKED" -> "Revoked";
            case "FAILED" -> "Failed";
            default -> code;
        };
    }

    /** Its origin; empty when AWS does not report it. */
    public static String type(String code) {
        return switch (code) {
            case "AMAZON_ISSUED" -> "Issued by Amazon";
            case "IMPORTED" -> "Imported";
            case "PRIVATE" -> "From a private authority";
            default -> code;
        };
    }

    /** The state of its renewal; empty without one. */
    public static String renewal(String code) {
        return switch (code) {
            case "PENDING_AUTO_RENEWAL" -> "ACM is renewing it";
            case "PENDING_VALIDATION" -> "Waiting for the validation record";
            case "SUCCESS" -> "Renewed";
            case "FAILED" -> "Renewal failed";
            default -> code;
        };
    }

    /** Whether a name is validated. */
    public static String validation(String code) {
        return switch (code) {
            case "" -> UNKNOWN;
            case "SUCCESS" -> "Validated";
            case "PENDING_VALIDATION" -> "Waiting for the record";
            case "FAILED" -> "Failed";
            default -> code;
        };
    }

    /** Why ACM could not issue it, one sentence; empty when ACM gives no reason. */
    public static String failure(String code) {
        String why = failureInWords(code);
        return code.isEmpty()
                ? ""
                : why.isEmpty()
                        ? "ACM gives the reason " + code + "."
                        : "ACM gives the reason " + code + ": " + why + ".";
    }

    private static String failureInWords(String code) {
        return switch (code) {
            case "NO_AVAILABLE_CONTACTS" -> "there is no mail address to send the validation to";
            case "ADDITIONAL_VERIFICATION_REQUIRED" -> "AWS needs more information to issue for this domain";
            case "DOMAIN_NOT_ALLOWED" -> "a name is on a list of unsafe domains";
            case "INVALID_PUBLIC_DOMAIN" -> "a name is not a public domain";
            case "DOMAIN_VALIDATION_DENIED" -> "the owner of the domain denied it";
            case "CAA_ERROR" -> "a CAA record of the domain probably excludes Amazon's authorities";
            case "PCA_LIMIT_EXCEEDED" -> "the private authority has reached its limit";
            case "PCA_INVALID_ARN" -> "the private authority's ARN is wrong";
            case "PCA_INVALID_STATE" -> "the private authority is not active";
            case "PCA_REQUEST_FAILED" -> "the request to the private authority failed";
            case "PCA_NAME_CONSTRAINTS_VALIDATION" -> "the private authority may not issue for this name";
            case "PCA_RESOURCE_NOT_FOUND" -> "the private authority does not exist";
            case "PCA_INVALID_ARGS" -> "the private authority does not accept the request";
            case "PCA_INVALID_DURATION" -> "the private authority cannot issue for that duration";
            case "PCA_ACCESS_DENIED" -> "ACM may not use the private authority";
            case "SLR_NOT_FOUND" -> "ACM's service-linked role does not exist";
            default -> "";
        };
    }

    /** What to do about a certificate by its status; empty for an issued one, and when AWS reports no status. */
    public static String advice(Certificate certificate) {
        return switch (certificate.status()) {
            case "", "ISSUED" -> "";
            case "PENDING_VALIDATION" ->
                "ACM waits for the validation record. Create the record exactly as ACM gives it. ACM gives up 72 hours after the"
                        + " request.";
            case "EXPIRED" -> RENEW;
            case "VALIDATION_TIMED_OUT" ->
                "ACM did not see the validation record within 72 hours. Request the certificate again.";
            case "FAILED" -> Sentences.join(failure(certificate.failureReason()), retry(certificate.failureReason()));
            case "REVOKED" -> "It was revoked. Request a new one and attach it to the listener.";
            case "INACTIVE" -> "It is no longer valid. Request a new one and attach it to the listener.";
            default -> "Its status is new to this console. See it in ACM.";
        };
    }

    private static String retry(String reason) {
        return switch (reason) {
            case "CAA_ERROR" -> "Add a CAA record for amazon.com, then request the certificate again.";
            case "ADDITIONAL_VERIFICATION_REQUIRED", "DOMAIN_NOT_ALLOWED" ->
                "Ask AWS Support, then request the certificate again.";
            default -> "Fix that, then request the certificate again.";
        };
    }

    /** Why a certificate that ends soon was not renewed, as far as ACM says, and what to do. */
    public static String renewalAdvice(Certificate certificate) {
        if (certificate.type().equals("IMPORTED")) {
            return "It was imported, and ACM does not renew imported certificates. Import its successor.";
        }
        return switch (certificate.renewalStatus()) {
            case "PENDING_VALIDATION" -> "ACM cannot renew it without its validation CNAME record. Restore the record.";
            case "FAILED" -> "ACM failed to renew it. Request a new one and attach it to the listener.";
            case "PENDING_AUTO_RENEWAL" -> "ACM renews it automatically. Check again tomorrow.";
            default ->
                "ACM renews it automatically, but has not done so. Check that its validation CNAME record still exists.";
        };
    }

    /** The status for a badge. After its end a certificate has expired, even when ACM still calls it issued. */
    public static String status(Certificate certificate, Instant now) {
        return CertificateLife.of(certificate, now)
                        .filter(CertificateLife::isOver)
                        .isPresent()
                ? status("EXPIRED")
                : status(certificate.status());
    }
}
