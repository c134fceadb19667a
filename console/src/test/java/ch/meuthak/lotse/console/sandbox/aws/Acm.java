package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Certificate;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * ACM, which speaks JSON 1.1: the action is in {@code X-Amz-Target}.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">awsJson1_1</a>
 */
final class Acm implements Service {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TARGET = "CertificateManager.";

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public String action(AwsRequest request) {
        return request.target().startsWith(TARGET) ? request.target().substring(TARGET.length()) : "";
    }

    @Override
    public Answer answer(AwsRequest request, Cloud cloud) throws AwsError {
        JsonNode body = parse(request.body());
        ObjectNode answer =
                switch (action(request)) {
                    case "ListCertificates" -> list(body, cloud, request.emptyMarkers());
                    case "DescribeCertificate" -> describe(body, cloud);
                    default -> throw AwsError.invalid("UnknownOperationException", "");
                };
        return new Answer(200, JSON, answer.toString());
    }

    private JsonNode parse(String body) throws AwsError {
        try {
            return mapper.readTree(body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException _) {
            throw AwsError.invalid("SerializationException", "Could not parse request body into json");
        }
    }

    private ObjectNode list(JsonNode body, Cloud cloud, boolean emptyMarkers) throws AwsError {
        List<String> statuses = texts(body.path("CertificateStatuses"));
        List<String> keyTypes = texts(body.path("Includes").path("keyTypes"));
        List<String> wanted = keyTypes.isEmpty() ? List.of("RSA_1024", "RSA_2048") : keyTypes;
        List<Certificate> all = cloud.certificates().stream()
                .filter(one -> statuses.isEmpty() || statuses.contains(one.status()))
                .filter(one -> wanted.contains(one.keyAlgorithm()))
                .toList();
        Page<Certificate> page = Page.of(
                all,
                body.path("MaxItems").asInt(100),
                Optional.ofNullable(body.path("NextToken").textValue()));
        ObjectNode answer = mapper.createObjectNode();
        var summaries = answer.putArray("CertificateSummaryList");
        page.items().forEach(one -> summary(summaries.addObject(), one, cloud));
        page.next()
                .or(() -> emptyMarkers ? Optional.of("") : Optional.empty())
                .ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private ObjectNode describe(JsonNode body, Cloud cloud) throws AwsError {
        String arn = body.path("CertificateArn").asText();
        if (!arn.matches("arn:[\\w+=/,.@-]+:acm:[\\w+=/,.@-]*:\\d+:[\\w+=,.@-]+(/[\\w+=,.@-]+)*")) {
            throw AwsError.invalid(
                    "ValidationException",
                    "1 validation error detected: Value '" + arn
                            + "' at 'certificateArn' failed to satisfy constraint: Member must satisfy regular expression"
                            + " pattern");
        }
        Certificate certificate = cloud.certificates().stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> AwsError.invalid(
                        "ResourceNotFoundException",
                        "Could not find certificate " + arn + " in account " + cloud.accountId()));
        ObjectNode answer = mapper.createObjectNode();
        ObjectNode detail = answer.putObject("Certificate");
        common(detail, certificate, cloud);
        detail.put("Subject", "CN=" + certificate.domainName());
        detail.put("SignatureAlgorithm", "SHA256WITHRSA");
        names(detail, "SubjectAlternativeNames", certificate.subjectAlternativeNames());
        names(detail, "InUseBy", cloud.inUseBy(certificate));
        validation(detail, certificate);
        if (certificate.isIssued()) {
            detail.put("Serial", certificate.serial()).put("Issuer", certificate.issuer());
        }
        detail.putObject("Options").put("CertificateTransparencyLoggingPreference", "ENABLED");
        return answer;
    }

    private static void summary(ObjectNode node, Certificate one, Cloud cloud) {
        common(node, one, cloud);
        node.put("InUse", !cloud.inUseBy(one).isEmpty()).put("HasAdditionalSubjectAlternativeNames", false);
        names(node, "SubjectAlternativeNameSummaries", one.subjectAlternativeNames());
    }

    private static void common(ObjectNode node, Certificate one, Cloud cloud) {
        node.put("CertificateArn", one.arn())
                .put("DomainName", one.domainName())
                .put("Status", one.status())
                .put("Type", "AMAZON_ISSUED")
                .put("KeyAlgorithm", one.keyAlgorithm())
                .put("RenewalEligibility", cloud.inUseBy(one).isEmpty() ? "INELIGIBLE" : "ELIGIBLE")
                .put("CreatedAt", seconds(one.createdAt()));
        if (one.isIssued()) {
            node.put("IssuedAt", seconds(one.createdAt()))
                    .put("NotBefore", seconds(one.notBefore()))
                    .put("NotAfter", seconds(one.notAfter()));
        }
    }

    private static void validation(ObjectNode detail, Certificate certificate) {
        var options = detail.putArray("DomainValidationOptions");
        for (String name : certificate.subjectAlternativeNames()) {
            options.addObject()
                    .put("DomainName", name)
                    .put("ValidationDomain", name)
                    .put("ValidationStatus", certificate.isIssued() ? "SUCCESS" : "PENDING_VALIDATION")
                    .put("ValidationMethod", "DNS")
                    .putObject("ResourceRecord")
                    .put("Name", certificate.recordName())
                    .put("Type", "CNAME")
                    .put("Value", certificate.recordValue());
        }
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static void names(ObjectNode node, String name, List<String> values) {
        var array = node.putArray(name);
        values.forEach(array::add);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    @Override
    public Answer error(AwsError error, String requestId) {
        ObjectNode node = mapper.createObjectNode().put("__type", error.code());
        return new Answer(
                error.status(), JSON, node.put("message", error.text()).toString());
    }

    @Override
    public Refusals refusals() {
        return Refusals.ACM;
    }
}
