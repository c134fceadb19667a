package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An ACM certificate.
 *
 * @param type {@code AMAZON_ISSUED}, {@code IMPORTED} or {@code PRIVATE}; empty when AWS does not say
 * @param status {@code PENDING_VALIDATION}, {@code ISSUED}, {@code INACTIVE}, {@code EXPIRED}, {@code VALIDATION_TIMED_OUT},
 *     {@code REVOKED} or {@code FAILED}; empty when AWS does not say
 * @param createdAt when it was requested; absent for an imported one
 * @param notBefore absent until it is issued
 * @param notAfter absent until it is issued
 * @param renewalStatus {@code PENDING_AUTO_RENEWAL}, {@code PENDING_VALIDATION}, {@code SUCCESS}, {@code FAILED}; empty
 *     when no renewal was begun
 * @param failureReason empty unless the status is {@code FAILED}
 * @param inUseBy ARNs of what uses it
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html">CertificateDetail</a>
 */
public record Certificate(
        String arn,
        String domainName,
        List<String> subjectAlternativeNames,
        String type,
        String status,
        String keyAlgorithm,
        String serial,
        String issuer,
        Optional<Instant> createdAt,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        String renewalStatus,
        String failureReason,
        List<String> inUseBy,
        List<ValidationRecord> validationRecords) {

    /**
     * The DNS record that proves a name to ACM.
     *
     * @param domainName the name that is proved
     * @param status {@code PENDING_VALIDATION}, {@code SUCCESS} or {@code FAILED}
     * @param name the record's name, with its final dot
     * @param type {@code CNAME}
     * @param value the record's value, with its final dot
     */
    public record ValidationRecord(String domainName, String status, String name, String type, String value) {}

    public boolean isIssued() {
        return status.equals("ISSUED");
    }

    /** Whether ACM calls it expired. */
    public boolean isExpired() {
        return status.equals("EXPIRED");
    }

    /** The names that it is for. AWS gives them all as alternative names; when it gives none, the one that was asked for. */
    public List<String> names() {
        return subjectAlternativeNames.isEmpty() && !domainName.isEmpty()
                ? List.of(domainName)
                : subjectAlternativeNames;
    }

    /** Whether it names the host, by the wildcard rule of RFC 6125 section 6.4.3: {@code *} stands for one whole label. */
    public boolean covers(String host) {
        return names().stream().anyMatch(name -> matches(name, host));
    }

    /** Whether a name in a certificate, which may begin with a wildcard, names the host. */
    public static boolean matches(String name, String host) {
        if (name.startsWith("*.")) {
            int dot = host.indexOf('.');
            return dot > 0 && host.substring(dot + 1).equalsIgnoreCase(name.substring(2));
        }
        return name.equalsIgnoreCase(host);
    }
}
