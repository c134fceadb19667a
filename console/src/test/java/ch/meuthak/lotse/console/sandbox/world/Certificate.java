package ch.meuthak.lotse.console.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * An ACM certificate that was requested with DNS validation.
 *
 * @param status {@code ISSUED}, {@code PENDING_VALIDATION}, ...
 * @param recordName of the validation CNAME, with its final dot
 * @param recordValue of the validation CNAME, with its final dot
 * @param serial hexadecimal, colons between the bytes
 */
public record Certificate(
        String arn,
        String domainName,
        List<String> subjectAlternativeNames,
        String status,
        String keyAlgorithm,
        String serial,
        String issuer,
        Instant createdAt,
        Instant notBefore,
        Instant notAfter,
        String recordName,
        String recordValue) {

    public boolean isIssued() {
        return status.equals("ISSUED");
    }

    /** The same certificate with what the certificate really served says. */
    public Certificate issued(String newSerial, String newIssuer, Instant from, Instant until) {
        return new Certificate(
                arn,
                domainName,
                subjectAlternativeNames,
                status,
                keyAlgorithm,
                newSerial,
                newIssuer,
                createdAt,
                from,
                until,
                recordName,
                recordValue);
    }

    /** The same certificate in another status. */
    public Certificate in(String newStatus) {
        return new Certificate(
                arn,
                domainName,
                subjectAlternativeNames,
                newStatus,
                keyAlgorithm,
                serial,
                issuer,
                createdAt,
                notBefore,
                notAfter,
                recordName,
                recordValue);
    }
}
