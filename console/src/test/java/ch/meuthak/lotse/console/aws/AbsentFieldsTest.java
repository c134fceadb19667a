package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS leaves fields out. What it does not say is not known: nothing is broken by it, and no sentence has a hole. */
@Timeout(120)
class AbsentFieldsTest extends InventoryFixture {
    /** What a text looks like that was put together around something empty. */
    private static final Pattern HOLE =
            Pattern.compile("  | [.,;:](\\s|$)|\"\"|\\bnull\\b|: ?,|: ?\\.|\\(\\)|1970-01-01|\\b0 s\\b");

    private static final List<String> REASONS = List.of(
            "Target.ResponseCodeMismatch",
            "Target.Timeout",
            "Target.FailedHealthChecks",
            "Target.NotRegistered",
            "Elb.InitialHealthChecking",
            "");

    /** What is true of the reference deployment. */
    private static final Set<Rule> TRUE = Set.of(ExpApiOpen.RULE, ExpSshOpen.RULE);

    @ParameterizedTest
    @CsvSource({
        "DescribeTargetHealth, TargetHealth",
        "DescribeTargetHealth, State",
        "DescribeTargetHealth, AvailabilityZone",
        "DescribeLoadBalancers, State",
        "DescribeLoadBalancers, Code",
        "DescribeLoadBalancers, Scheme",
        "DescribeLoadBalancers, LoadBalancerName",
        "DescribeLoadBalancers, VpcId",
        "DescribeListeners, SslPolicy",
        "DescribeTargetGroups, HealthCheckEnabled",
        "DescribeTargetGroups, HealthCheckProtocol",
        "DescribeTargetGroups, HealthCheckPort",
        "DescribeTargetGroups, HealthCheckPath",
        "DescribeTargetGroups, HealthCheckIntervalSeconds",
        "DescribeTargetGroups, HealthCheckTimeoutSeconds",
        "DescribeTargetGroups, HealthyThresholdCount",
        "DescribeTargetGroups, Matcher",
        "DescribeTargetGroups, HttpCode",
        "DescribeTargetGroups, ProtocolVersion",
        "DescribeTargetGroups, Protocol",
        "DescribeTargetGroups, VpcId",
        "DescribeCertificate, Status",
        "DescribeCertificate, Type",
        "DescribeCertificate, NotAfter",
        "DescribeCertificate, NotBefore",
        "DescribeCertificate, CreatedAt",
        "DescribeCertificate, Serial",
        "DescribeCertificate, Issuer",
        "DescribeCertificate, KeyAlgorithm",
        "DescribeCertificate, SubjectAlternativeNames",
        "DescribeCertificate, DomainValidationOptions",
        "DescribeCertificate, ResourceRecord",
        "DescribeCertificate, ValidationStatus",
        "DescribeInstances, instanceState",
        "DescribeInstances, launchTime",
        "DescribeInstances, instanceType",
        "DescribeInstances, privateIpAddress",
        "DescribeInstances, metadataOptions",
        "DescribeInstances, httpTokens",
        "DescribeInstances, placement",
        "DescribeAddresses, allocationId",
        "DescribeSecurityGroups, groupName",
        "DescribeSecurityGroupRules, description"
    })
    void whatAwsDoesNotSayBreaksNothing(String call, String field) {
        var removed = new boolean[1];
        aws.on(call, new ReplayedAws.Behaviour.Says(healthy -> {
            String without = without(field, healthy.body());
            removed[0] |= !without.equals(healthy.body());
            return new ReplayedAws.Answer(healthy.status(), healthy.contentType(), without);
        }));

        Topology read = read();
        Diagnosis diagnosis = diagnose(read);

        assertThat(removed[0]).as("the field is in the answer").isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(diagnosis.all().filter(one -> !TRUE.contains(one.rule()))).isEmpty();
        assertThat(texts(diagnosis)).noneMatch(text -> HOLE.matcher(text).find());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HealthCheckProtocol",
                "HealthCheckPort",
                "HealthCheckPath",
                "HealthCheckIntervalSeconds",
                "HealthCheckTimeoutSeconds",
                "HealthyThresholdCount",
                "Matcher",
                "TargetType"
            })
    void whatAwsDoesNotSayOfTheCheckLeavesNoHoleInWhatIsSaidOfATarget(String field) {
        aws.on(
                "DescribeTargetGroups",
                new ReplayedAws.Behaviour.Says(healthy -> new ReplayedAws.Answer(
                        healthy.status(), healthy.contentType(), without(field, healthy.body()))));
        for (String reason : REASONS) {
            aws.topology(
                    ReferenceTopology.healthy().target("unhealthy", reason, "").topology());

            assertThat(texts(diagnose(read()))).as(reason).noneMatch(text -> HOLE.matcher(text)
                    .find());
        }
    }

    /** An element of XML or a member of a JSON object, with all that it holds. */
    private static String without(String field, String body) {
        return body.replaceAll("(?s)<" + field + ">.*?</" + field + ">", "")
                .replaceAll("\"" + field + "\":(\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]),", "")
                .replaceAll(",\"" + field + "\":(\"[^\"]*\"|\\d+|\\{[^}]*}|\\[[^]]*])", "");
    }

    private static Diagnosis diagnose(Topology read) {
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");
        return Diagnosis.of(
                Rulebook.ALL, Observations.of(read, release, 5080), Optional.empty(), ReferenceTopology.NOON);
    }

    private static List<String> texts(Diagnosis diagnosis) {
        Stream<String> hops = diagnosis.path().hops().stream()
                .flatMap(hop -> Stream.concat(Stream.of(hop.title(), hop.detail()), facts(hop)));
        Stream<String> findings = diagnosis.all().flatMap(AbsentFieldsTest::texts);
        return Stream.of(hops, findings, Stream.of(diagnosis.path().verdict()))
                .flatMap(some -> some)
                .toList();
    }

    private static Stream<String> facts(HopState hop) {
        return hop.facts().stream().map(Object::toString);
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.concat(
                Stream.of(finding.title(), finding.sentence()),
                finding.evidence().stream().map(evidence -> evidence.fact()));
    }
}
