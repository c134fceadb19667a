package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.Certificate;
import java.time.Instant;

/**
 * ACM's codes in words, and what to do about a certificate by its status.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html">CertificateDetail</a>
 */
public final class CertificateWords {
    /** What to do about one that has expired. */
    public static final String RENEW = "Request a new one in ACM, validate it and make it the listener's default.";

    private static final String UNKNOWN = "Not known";

    private CertificateWords() {}

    /** The status in three words at most; a code that is new to the console as it is. */
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

    /** Where it comes from; empty when AWS does not say. */
    public static String type(String code) {
        return switch (code) {
            case "AMAZON_ISSUED" -> "Issued by Amazon";
            case "IMPORTED" -> "Imported";
            case "PRIVATE" -> "From a private authority";
            default -> code;
        };
    }

    /** How its renewal goes; empty when none was begun. */
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
            case "NO_AVAILABLE_CONTACTS" -> "no mail address was found to which to send the validation";
            case "ADDITIONAL_VERIFICATION_REQUIRED" -> "AWS wants to know more before it issues for this domain";
            case "DOMAIN_NOT_ALLOWED" -> "a name is on a list of unsafe domains";
            case "INVALID_PUBLIC_DOMAIN" -> "a name is no public domain";
            case "DOMAIN_VALIDATION_DENIED" -> "the domain's owner denied it";
            case "CAA_ERROR" -> "likely a CAA record of the domain names no authority of Amazon";
            case "PCA_LIMIT_EXCEEDED" -> "the private authority has reached its limit";
            case "PCA_INVALID_ARN" -> "the private authority's ARN is wrong";
            case "PCA_INVALID_STATE" -> "the private authority is not active";
            case "PCA_REQUEST_FAILED" -> "the request to the private authority failed";
            case "PCA_NAME_CONSTRAINTS_VALIDATION" -> "the private authority may not issue for this name";
            case "PCA_RESOURCE_NOT_FOUND" -> "the private authority is not there";
            case "PCA_INVALID_ARGS" -> "the private authority does not accept the request";
            case "PCA_INVALID_DURATION" -> "the private authority cannot issue for so long";
            case "PCA_ACCESS_DENIED" -> "ACM may not use the private authority";
            case "SLR_NOT_FOUND" -> "ACM's service-linked role is not there";
            default -> "";
        };
    }

    /** What to do about a certificate by its status; empty for one that is issued, and for a status that AWS does not give. */
    public static String advice(Certificate certificate) {
        return switch (certificate.status()) {
            case "", "ISSUED" -> "";
            case "PENDING_VALIDATION" ->
                "It waits for its validation record. Create the record exactly as ACM gives it; ACM gives up 72 hours after the"
                        + " request.";
            case "EXPIRED" -> RENEW;
            case "VALIDATION_TIMED_OUT" -> "Its name was not validated within 72 hours. Request it again.";
            case "FAILED" -> Sentences.join(failure(certificate.failureReason()), retry(certificate.failureReason()));
            case "REVOKED" -> "It was revoked. Request a new one and attach that to the listener.";
            case "INACTIVE" -> "It is no longer valid. Request a new one and attach that to the listener.";
            default -> "Its status is new to this console. Look at it in ACM.";
        };
    }

    private static String retry(String reason) {
        return switch (reason) {
            case "CAA_ERROR" -> "Add a CAA record for amazon.com, then request it again.";
            case "ADDITIONAL_VERIFICATION_REQUIRED", "DOMAIN_NOT_ALLOWED" -> "Ask AWS Support, then request it again.";
            default -> "Fix that, then request it again.";
        };
    }

    /** Why a certificate that ends soon was not renewed, as far as ACM says, and what to do. */
    public static String renewalAdvice(Certificate certificate) {
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

    /** The status for the eye: one that is past its end has expired, whatever ACM still calls it. */
    public static String status(Certificate certificate, Instant now) {
        return CertificateLife.of(certificate, now)
                        .filter(CertificateLife::isOver)
                        .isPresent()
                ? status("EXPIRED")
                : status(certificate.status());
    }
}
