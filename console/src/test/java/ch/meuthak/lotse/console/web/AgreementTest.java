package ch.meuthak.lotse.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.RuleByName;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpiring;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.report.ReportMarkdown;
import ch.meuthak.lotse.console.report.ReportText;
import ch.meuthak.lotse.console.report.WrappedText;
import ch.meuthak.lotse.console.words.LoadBalancerWords;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.FailureReason;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** One voice: for every code of AWS, page, API, doctor and Markdown say the same. The codes are those of AWS's own models. */
class AgreementTest {
    private final TestConsole console = TestConsole.withSamples();
    private final Visitor operator = console.operator();

    @AfterEach
    void close() {
        console.close();
    }

    private Diagnosis publish(ReferenceTopology reference) {
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");
        Diagnosis diagnosis = Diagnosis.of(
                Rulebook.ALL,
                Observations.of(reference.topology(), release, 5080),
                Optional.empty(),
                console.clock.instant());
        console.diagnosis.set(Optional.of(diagnosis));
        console.feed.publish(reference.topology());
        return diagnosis;
    }

    private ReferenceTopology healthy() {
        return ReferenceTopology.healthyAt(console.clock.instant());
    }

    /** A page as it reads. */
    private String page(String path) {
        return operator.get(path)
                .body()
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }

    private JsonNode api(String path) {
        Visitor script = console.visitor();
        try {
            return new ObjectMapper()
                    .readTree(script.send(script.request(path).header("Authorization", "Bearer " + TestConsole.TOKEN))
                            .body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What the doctor prints, and the Markdown, each as it reads. */
    private static List<String> reports(ReferenceTopology reference, Diagnosis diagnosis) {
        Report report = Report.of(reference.topology(), diagnosis);
        return Stream.of(ReportText.of(report, new WrappedText(200, false)), ReportMarkdown.of(report))
                .map(text -> text.replaceAll("\\\\(.)", "$1").replaceAll("\\s+", " "))
                .toList();
    }

    // ---- targets

    @ParameterizedTest
    @EnumSource(value = TargetHealthReasonEnum.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyReasonOfATargetIsToldAlike(TargetHealthReasonEnum reason) {
        for (TargetHealthStateEnum state : TargetHealthStateEnum.knownValues()) {
            if (state != TargetHealthStateEnum.HEALTHY) {
                targetsAgree(healthy().target(state.toString(), reason.toString(), "It is so"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = TargetHealthStateEnum.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyStateOfATargetIsToldAlike(TargetHealthStateEnum state) {
        targetsAgree(healthy().target(state.toString(), "", ""));
    }

    @Test
    void aStateThatAwsDoesNotGiveIsToldAlike() {
        targetsAgree(healthy().target("", "", ""));
        assertThat(page("/targets"))
                .contains("0 of 1 healthy", "Unknown", "Not known", "AWS does not report its health.");
        targetsAgree(healthy().target("brand_new", "Brand.New", ""));
    }

    private void targetsAgree(ReferenceTopology reference) {
        Diagnosis diagnosis = publish(reference);
        JsonNode target = api("/api/topology").at("/targetGroups/0/targets/0");
        String meaning = target.path("meaning").asText();
        String advice = target.path("advice").asText("");

        assertThat(meaning).endsWith(".");
        assertThat(page("/targets"))
                .contains(target.path("state").asText().equals("healthy") ? "All healthy" : meaning);
        assertThat(page("/targets")).contains(advice);
        boolean spokenOf = diagnosis.all().anyMatch(one -> one.cause().contains(meaning));
        boolean well = List.of("healthy", "", "brand_new", "unavailable")
                .contains(target.path("state").asText(""));
        assertThat(well || spokenOf).as("some finding says: " + meaning).isTrue();
        if (spokenOf) {
            assertThat(reports(reference, diagnosis))
                    .allSatisfy(text -> assertThat(text).contains(meaning, advice));
            assertThat(page("/diagnosis")).contains(meaning, advice);
        }
    }

    /** Only a function's health check can be off. */
    @Test
    void aHealthCheckThatIsOffIsToldOnceAndAlike() {
        var off = new HealthCheck(false, "", "", "/", "200", Duration.ofSeconds(35), Duration.ofSeconds(30), 5, 2);
        var function = new Target(
                "arn:aws:lambda:us-east-1:1:function:hello", 0, "", "unavailable", "Target.HealthCheckDisabled", "");
        TargetGroup one = ReferenceTopology.targetGroup();
        ReferenceTopology reference = healthy()
                .targetGroups(Fact.known(List.of(new TargetGroup(
                        one.name(),
                        one.arn(),
                        "",
                        "",
                        0,
                        "lambda",
                        "",
                        off,
                        Fact.known(List.of(function)),
                        one.deregistrationDelay()))));
        targetsAgree(reference);
        String meaning =
                api("/api/topology").at("/targetGroups/0/targets/0/meaning").asText();

        assertThat(api("/api/topology").at("/targetGroups/0/healthCheck/words").asText())
                .isEqualTo(meaning);
        assertThat(page("/targets"))
                .contains(meaning, "Not checked")
                .doesNotContain("every target counts as healthy", "hello:0", " 0 s");
    }

    /** The security group admits the load balancer: nobody is told to look whether it does. */
    @Test
    void whatTheDiagnosisHasRefutedIsNotAdvised() {
        publish(healthy().target("unhealthy", "Target.Timeout", "Request timed out"));

        assertThat(page("/targets"))
                .contains("Its security group allows the load balancer. Check memory and CPU credits of the box.")
                .doesNotContain("Check that its security group admits", "Check that the instance's security group");
    }

    @Test
    void aTargetThatIsKeptOutIsToldWhatTheDiagnosisSays() {
        Diagnosis diagnosis = publish(healthy()
                .inbound(ReferenceTopology.sshRule("203.0.113.7/32"))
                .target("unhealthy", "Target.Timeout", "Request timed out"));
        String advice = diagnosis.findings().getFirst().fix().advice();

        assertThat(diagnosis.findings().getFirst().rule()).isEqualTo(TgtSg.RULE);
        assertThat(page("/targets")).contains(advice).doesNotContain("Check that its security group admits");
        assertThat(api("/api/topology").at("/targetGroups/0/targets/0/advice").asText())
                .isEqualTo(advice);
    }

    @Test
    void aTargetByAddressIsToldWithItsInstance() {
        TargetGroup one = ReferenceTopology.targetGroup();
        var target = new Target("172.31.20.14", 5000, "us-east-1a", "unhealthy", "Target.FailedHealthChecks", "");
        ReferenceTopology reference = healthy()
                .targetGroups(Fact.known(List.of(new TargetGroup(
                        one.name(),
                        one.arn(),
                        one.protocol(),
                        one.protocolVersion(),
                        one.port(),
                        "ip",
                        one.vpcId(),
                        one.healthCheck(),
                        Fact.known(List.of(target)),
                        one.deregistrationDelay()))));
        Diagnosis diagnosis = publish(reference);
        String instance = ReferenceTopology.INSTANCE_ID;

        assertThat(page("/targets")).contains(instance + ", t2.micro, running");
        assertThat(api("/api/topology")
                        .at("/targetGroups/0/targets/0/instanceId")
                        .asText())
                .isEqualTo(instance);
        assertThat(reports(reference, diagnosis))
                .allSatisfy(text -> assertThat(text).contains("172.31.20.14:5000 (" + instance + ")"));
        assertThat(api("/api/diagnosis").toString()).contains("172.31.20.14:5000 (" + instance + ")");
    }

    // ---- the load balancer

    @ParameterizedTest
    @EnumSource(value = LoadBalancerStateEnum.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyStateOfTheLoadBalancerIsToldAlike(LoadBalancerStateEnum state) {
        LoadBalancer one = ReferenceTopology.loadBalancer();
        var balancer = new LoadBalancer(
                one.name(),
                one.dnsName(),
                one.arn(),
                one.scheme(),
                state.toString(),
                "It is so",
                one.vpcId(),
                one.securityGroupIds(),
                one.subnetIds(),
                one.availabilityZones());
        ReferenceTopology reference = healthy().loadBalancer(Fact.known(balancer));
        Diagnosis diagnosis = publish(reference);
        LoadBalancerWords words = LoadBalancerWords.of(balancer);

        assertThat(words.state()).isNotEqualTo(state.toString());
        assertThat(page("/certificate")).contains(words.state());
        if (state != LoadBalancerStateEnum.ACTIVE) {
            assertThat(page("/diagnosis")).contains(words.meaning(), words.advice());
            assertThat(api("/api/diagnosis").toString()).contains(words.meaning(), words.advice());
            assertThat(reports(reference, diagnosis))
                    .allSatisfy(text -> assertThat(text).contains(words.meaning(), words.advice()));
        }
    }

    // ---- certificates

    @ParameterizedTest
    @CsvSource({
        "-259200, expired 3 days ago, ACM_EXPIRED",
        "-86400, expired 1 day ago, ACM_EXPIRED",
        "-86399, expired 23 hours ago, ACM_EXPIRED",
        "-3600, expired 1 hour ago, ACM_EXPIRED",
        "-30, expired less than a minute ago, ACM_EXPIRED",
        "45, less than a minute left, ACM_EXPIRING",
        "1830, 30 minutes left, ACM_EXPIRING",
        "84600, 23 hours left, ACM_EXPIRING",
        "90000, 1 day left, ACM_EXPIRING",
        "1213200, 14 days left, ACM_EXPIRING",
        "2595600, 30 days left, "
    })
    void theEndOfACertificateIsToldAlike(long seconds, String life, @ConvertWith(RuleByName.class) Rule rule) {
        Instant now = console.clock.instant();
        ReferenceTopology reference =
                healthy().certificate(ReferenceTopology.certificateUntil(now.plusSeconds(seconds)));
        Diagnosis diagnosis = publish(reference);
        boolean over = seconds < 0;
        String page = page("/certificate");

        assertThat(page).contains(life).doesNotContain(" 0 days");
        assertThat(api("/api/topology").at("/certificates/0/life").asText()).isEqualTo(life);
        assertThat(page.contains(" Expired ")).isEqualTo(over);
        assertThat(page.contains(" Issued " + life)).isEqualTo(!over);
        assertThat(diagnosis.all().map(one -> one.rule()).filter(one -> one.id().startsWith("ACM")))
                .isEqualTo(Stream.ofNullable(rule).toList());
        for (String text : reports(reference, diagnosis)) {
            assertThat(text.contains("The certificate has expired")).isEqualTo(over);
            if (rule == AcmExpiring.RULE) {
                assertThat(text).contains("The certificate expires in " + life.replace(" left", "") + ".");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = CertificateStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyStatusOfACertificateIsToldAlike(CertificateStatus status) {
        Instant end = console.clock.instant().plus(Duration.ofDays(200));
        certificatesAgree(ReferenceTopology.certificate(status.toString(), Optional.of(end)));
    }

    @ParameterizedTest
    @EnumSource(value = FailureReason.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyReasonOfAFailureIsToldAlike(FailureReason reason) {
        certificatesAgree(with("FAILED", "AMAZON_ISSUED", "", reason.toString(), "FAILED"));
        assertThat(page("/certificate")).contains("ACM gives the reason " + reason);
    }

    @ParameterizedTest
    @EnumSource(value = RenewalStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyStatusOfARenewalIsToldAlike(RenewalStatus renewal) {
        for (CertificateType type : CertificateType.knownValues()) {
            certificatesAgree(with("ISSUED", type.toString(), renewal.toString(), "", "SUCCESS"));
            assertThat(page("/certificate")).doesNotContain(renewal.toString(), type.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(value = DomainStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void everyStatusOfAValidationIsToldInWords(DomainStatus validation) {
        certificatesAgree(with("PENDING_VALIDATION", "AMAZON_ISSUED", "", "", validation.toString()));
        assertThat(page("/certificate")).doesNotContain(" " + validation + " ");
        assertThat(api("/api/topology")
                        .at("/certificates/0/validation/0/status")
                        .asText())
                .isEqualTo(validation.toString());
    }

    private Certificate with(String status, String type, String renewal, String failure, String validation) {
        Instant end = console.clock.instant().plus(Duration.ofDays(20));
        Certificate one =
                ReferenceTopology.certificate(status, status.equals("ISSUED") ? Optional.of(end) : Optional.empty());
        Certificate.ValidationRecord asked = one.validationRecords().getFirst();
        return new Certificate(
                one.arn(),
                one.domainName(),
                one.subjectAlternativeNames(),
                type,
                status,
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                one.createdAt(),
                one.notBefore(),
                one.notAfter(),
                renewal,
                failure,
                one.inUseBy(),
                List.of(new Certificate.ValidationRecord(
                        asked.domainName(), validation, asked.name(), asked.type(), asked.value())));
    }

    private void certificatesAgree(Certificate certificate) {
        ReferenceTopology reference = healthy().certificate(certificate);
        Diagnosis diagnosis = publish(reference);
        JsonNode told = api("/api/topology").at("/certificates/0");
        String advice = told.path("advice").asText("");

        assertThat(told.path("statusWords").asText()).isNotEqualTo(certificate.status());
        assertThat(page("/certificate")).contains(told.path("statusWords").asText(), advice);
        assertThat(told.path("type").asText()).isEqualTo(certificate.type());
        if (!certificate.status().equals("ISSUED")) {
            assertThat(advice).isNotEmpty();
            assertThat(page("/certificate")).doesNotContain("In time");
        }
        if (!advice.isEmpty() && !advice.equals("null")) {
            assertThat(reports(reference, diagnosis))
                    .allSatisfy(text -> assertThat(text).contains(advice));
        }
    }
}
