package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.RuleByName;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxDisk;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpiring;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmFailed;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgtDrainingLong;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** How the diagnosis puts its sentences together: no word twice, no sentence that runs into the next one, no hole. */
class ProseTest {
    /** A word or two that stand there twice in a row; "that that" and "had had" are written by nobody here. */
    private static final Pattern TWICE = Pattern.compile("(?i)\\b([a-z]+(?: [a-z]+)?) \\1\\b");

    private static final Pattern RUNS_ON = Pattern.compile(
            "[a-z0-9)\\]] (Look|Check|Add|Wait|Allow|Request|Restore|Make|Register"
                    + "|Create|Correct|Start|Set|Paste|Give|Let|Deploy|See|Remove|Publish|Ask|Fix) (the|a|an|it|that|its|for|up|until)\\b");
    private static final Pattern HOLE = Pattern.compile("  | [.,;](\\s|$)|\"\"|\\.\\.|:\\.|null|\\(\\)");

    private static void isWellMade(String text) {
        for (Pattern fault : List.of(TWICE, RUNS_ON, HOLE)) {
            assertThat(fault.matcher(text).find()).as(fault + " in: " + text).isFalse();
        }
    }

    private static Stream<String> texts(Diagnosis diagnosis) {
        return Stream.of(
                        Stream.of(diagnosis.path().verdict()),
                        diagnosis.path().hops().stream().map(HopState::detail),
                        diagnosis
                                .all()
                                .flatMap(one -> Stream.of(
                                        one.title(),
                                        one.cause(),
                                        one.sentence(),
                                        one.fix().caution())),
                        diagnosis.all().flatMap(one -> one.evidence().stream().map(Evidence::fact)))
                .flatMap(some -> some);
    }

    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void everyFaultIsToldInWholeSentences(Rule rule) {
        assertThat(texts(Faults.scene(rule).diagnose())).allSatisfy(ProseTest::isWellMade);
        assertThat(List.of(rule.symptom(), rule.cause(), rule.fix())).allSatisfy(ProseTest::isWellMade);
    }

    /** ACM names no record in the first seconds, and none at all where a mail proves the name. */
    @ParameterizedTest
    @CsvSource({"ACM_RENEWAL_PENDING", "ACM_PENDING", "ACM_PENDING_LATE"})
    void aCertificateWhoseRecordAcmDoesNotNameIsToldInWholeSentencesToo(@ConvertWith(RuleByName.class) Rule rule) {
        Scene scene = Scene.with(one -> {
            Faults.of(rule).accept(one);
            one.aws(all -> all.certificates(all.topology()
                    .certificates()
                    .map(some -> some.stream().map(ProseTest::withoutRecords).toList())));
        });

        assertThat(scene.rules()).contains(rule);
        assertThat(texts(scene.diagnose())).allSatisfy(ProseTest::isWellMade);
    }

    private static Certificate withoutRecords(Certificate one) {
        return new Certificate(
                one.arn(),
                one.domainName(),
                one.subjectAlternativeNames(),
                one.type(),
                one.status(),
                one.keyAlgorithm(),
                one.serial(),
                one.issuer(),
                one.createdAt(),
                one.notBefore(),
                one.notAfter(),
                one.renewalStatus(),
                one.failureReason(),
                one.inUseBy(),
                List.of());
    }

    /** A failed request without a reason, and one with a reason that nobody knows yet. */
    @ParameterizedTest
    @CsvSource({"''", "CAA_ERROR", "SOMETHING_NEW"})
    void whyACertificateFailedIsToldInWholeSentences(String reason) {
        Scene scene = Scene.with(one -> Parts.certificate(one, some -> Parts.status(some, "FAILED", reason)));

        assertThat(scene.rules()).contains(AcmFailed.RULE);
        assertThat(texts(scene.diagnose())).allSatisfy(ProseTest::isWellMade);
    }

    @Test
    void besideASecondGroupNobodyIsSaidToBeTheOnlyOneThatServes() {
        Scene scene = Scene.with(one -> Parts.groups(
                one, group -> Parts.group(group, group.protocol(), group.targets(), Duration.ofMinutes(5))));
        assertThat(scene.finding(TgtDrainingLong.RULE).cause()).endsWith("while nothing else serves.");

        TargetGroup first =
                RequestTrace.known(scene.topology.topology().targetGroups()).getFirst();
        TargetGroup second = new TargetGroup(
                "second",
                "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/second/2",
                first.protocol(),
                first.protocolVersion(),
                first.port(),
                first.targetType(),
                first.vpcId(),
                first.healthCheck(),
                Fact.known(List.of(
                        new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "healthy", "", ""),
                        new Target("i-0cccccccccccccccc", 5000, "us-east-1b", "healthy", "", ""))),
                first.deregistrationDelay());
        scene.aws(all -> all.targetGroups(Fact.known(List.of(first, second))));
        Parts.rules(
                scene,
                new ListenerRule(
                        ReferenceTopology.RULE_ARN, "default", List.of(), Action.forward(first.arn(), second.arn())));

        assertThat(scene.finding(TgtDrainingLong.RULE).cause())
                .endsWith("while nothing else serves its share of the requests.");
    }

    @Test
    void aFunctionHasNoPort() {
        String function = "arn:aws:lambda:us-east-1:1:function:hello";
        Scene scene = Scene.with(one ->
                Parts.targets(one, new Target(function, 0, "", "unavailable", "Target.HealthCheckDisabled", "")));

        assertThat(texts(scene.diagnose())).noneMatch(text -> text.contains(":0 ") || text.contains("hello:0"));
        assertThat(scene.finding(TgtState.RULE).evidence().getFirst().fact())
                .startsWith("The state of " + function + " is unavailable");
    }

    @ParameterizedTest
    @CsvSource({"0, The box's disk is full", "3, The box's disk is almost full"})
    void aDiskThatIsFullIsSaidToBe(int free, String title) {
        Scene scene = Scene.with(one -> one.left(Scene.resources(400, free, 0.01)));

        assertThat(scene.finding(BoxDisk.RULE).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'The certificate ends in less than a minute.'",
        "59, 'The certificate ends in less than a minute.'",
        "60, 'The certificate ends in 1 minute.'",
        "3600, 'The certificate ends in 1 hour.'",
        "86399, 'The certificate ends in 23 hours.'",
        "86400, 'The certificate ends in 1 day.'",
        "172800, 'The certificate ends in 2 days.'"
    })
    void theRestOfACertificatesLifeIsToldInOneUnit(long seconds, String cause) {
        Scene scene = Scene.with(
                one -> Parts.certificate(one, some -> Parts.until(some, ReferenceTopology.NOON.plusSeconds(seconds))));

        assertThat(scene.finding(AcmExpiring.RULE).cause()).isEqualTo(cause);
        assertThat(Optional.of(scene.finding(AcmExpiring.RULE).severity())).hasValue(Severity.CRITICAL);
    }
}
