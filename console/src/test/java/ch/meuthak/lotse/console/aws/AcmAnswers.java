package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.aws.ReplayedAws.Answer;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What ACM tells of a certificate, in JSON 1.1. */
record AcmAnswers(Topology topology) {

    Answer to(String arn) {
        return WireAnswers.values(topology.certificates()).stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .map(one -> new Answer(200, "application/x-amz-json-1.1", json(Map.of("Certificate", detail(one)))))
                .orElseGet(() -> new Answer(
                        400,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Could not find certificate\"}"));
    }

    /** All of them, however many key types are asked for. */
    Answer list() {
        return new Answer(
                200,
                "application/x-amz-json-1.1",
                json(Map.of(
                        "CertificateSummaryList",
                        WireAnswers.values(topology.certificates()).stream()
                                .map(AcmAnswers::summary)
                                .toList())));
    }

    private static Map<String, Object> summary(Certificate certificate) {
        return Map.of(
                "CertificateArn", certificate.arn(),
                "DomainName", certificate.domainName(),
                "SubjectAlternativeNameSummaries", certificate.subjectAlternativeNames(),
                "Status", certificate.status());
    }

    private static Map<String, Object> detail(Certificate certificate) {
        var detail = new LinkedHashMap<String, Object>(Map.of(
                "CertificateArn", certificate.arn(),
                "DomainName", certificate.domainName(),
                "SubjectAlternativeNames", certificate.subjectAlternativeNames(),
                "Type", certificate.type(),
                "Status", certificate.status(),
                "KeyAlgorithm", certificate.keyAlgorithm(),
                "Serial", certificate.serial(),
                "Issuer", certificate.issuer(),
                "InUseBy", certificate.inUseBy(),
                "DomainValidationOptions",
                        certificate.validationRecords().stream()
                                .map(AcmAnswers::validation)
                                .toList()));
        certificate.createdAt().ifPresent(at -> detail.put("CreatedAt", at));
        certificate.notBefore().ifPresent(at -> detail.put("NotBefore", at));
        certificate.notAfter().ifPresent(at -> detail.put("NotAfter", at));
        return detail;
    }

    private static Map<String, Object> validation(Certificate.ValidationRecord cname) {
        return Map.of(
                "DomainName",
                cname.domainName(),
                "ValidationStatus",
                cname.status(),
                "ResourceRecord",
                Map.of("Name", cname.name(), "Type", cname.type(), "Value", cname.value()));
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(AcmAnswers::json).collect(Collectors.joining(",", "[", "]"));
            case Instant at -> Long.toString(at.getEpochSecond());
            case Object other -> '"' + other.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }
}
