package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.RuleByName;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsNxdomain;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsOtherLb;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDirectOk;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDown;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRelease;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtCode;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtFailOpen;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgEmpty;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Each rule by a fault of its own, and faults by twos. */
class RulesTest {
    /** The table of the rules that the console must have, as it was agreed. */
    private static final Set<String> AGREED = Set.of(
            "CRED-LAB-ENDED",
            "CRED-EXPIRED",
            "CRED-PARTIAL",
            "CRED-NONE",
            "CRED-REGION",
            "CRED-DENIED",
            "CRED-IMDS-HOPS",
            "DNS-NXDOMAIN",
            "DNS-TO-EIP",
            "DNS-OTHER-LB",
            "DNS-LOOP",
            "ACM-PENDING-DOUBLED",
            "ACM-PENDING-ABSENT",
            "ACM-PENDING-DIFFERS",
            "ACM-PENDING-LATE",
            "ACM-TIMED-OUT",
            "ACM-FAILED",
            "ACM-EXPIRING",
            "ACM-EXPIRED",
            "ACM-RENEWAL-PENDING",
            "ACM-NOT-IN-USE",
            "ACM-IMPORTED",
            "ACM-NAME",
            "ACM-REGION",
            "TLS-SERVED-DIFFERS",
            "TLS-CHAIN",
            "TLS-POLICY",
            "LB-NO-HTTPS",
            "LB-HTTP-FORWARDS",
            "LB-STATE",
            "LB-INTERNAL",
            "LB-SG-443",
            "LB-SUBNET-NO-IGW",
            "RULE-HOST",
            "RULE-NO-TG",
            "TG-EMPTY",
            "TG-NOT-IN-USE",
            "TG-PROTOCOL",
            "TGT-SG",
            "TGT-TIMEOUT",
            "TGT-REFUSED",
            "TGT-CODE",
            "TGT-PORT",
            "TGT-LOOPBACK",
            "TGT-STOPPED",
            "TGT-DRAINING-LONG",
            "TGT-SLOW-START",
            "TGT-FAIL-OPEN",
            "TGT-SHIFT",
            "RUN-KEEPALIVE",
            "RUN-DIRECT-OK",
            "RUN-RELEASE",
            "EXP-API-OPEN",
            "EXP-SSH-OPEN",
            "EXP-OTHER",
            "EXP-CONSOLE",
            "EXP-IMDSV1",
            "EIP-LOOSE",
            "EIP-DIFFERS",
            "LAB-RESTARTED",
            "DRIFT");

    private static final List<Rule> OF_THE_REFERENCE = List.of(ExpApiOpen.RULE, ExpSshOpen.RULE);

    @Test
    void everyRuleThatWasAgreedIsThereUnderItsName() {
        assertThat(Rulebook.ALL.stream().map(Rule::id)).containsAll(AGREED);
    }

    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void itsFaultGivesTheRuleFirst(Rule rule) {
        Diagnosis diagnosis = Faults.scene(rule).diagnose();

        assertThat(diagnosis.findings()).extracting(Finding::rule).first().isEqualTo(rule);
        assertThat(diagnosis.all()).extracting(Finding::rule).doesNotHaveDuplicates();
        assertThat(diagnosis.findings().getFirst()).satisfies(RulesTest::isComplete);
    }

    private static void isComplete(Finding finding) {
        assertThat(finding.title()).isNotBlank().doesNotEndWith(".");
        assertThat(finding.cause()).endsWith(".");
        assertThat(finding.evidence()).isNotEmpty().allSatisfy(evidence -> {
            assertThat(evidence.fact()).endsWith(".");
            assertThat(evidence.source()).isNotBlank();
        });
        assertThat(finding.rule().document()).startsWith("https://docs.aws.amazon.com/");
        assertThat(finding.fix().commands()).allMatch(command -> command.startsWith("aws "));
    }

    @Test
    void theReferenceGivesWhatIsTrueOfItAndNothingElse() {
        assertThat(Scene.healthy().diagnose().all())
                .extracting(Finding::rule)
                .containsExactlyElementsOf(OF_THE_REFERENCE);
    }

    @Test
    void theReferenceGivesTheSameWhenNothingWasProbed() {
        Diagnosis diagnosis = Diagnosing.diagnose(ReferenceTopology.healthy());

        assertThat(diagnosis.all()).extracting(Finding::rule).containsExactlyElementsOf(OF_THE_REFERENCE);
    }

    @Test
    void withItsPortsClosedTheReferenceGivesNothing() {
        Scene closed = Scene.with(scene -> Parts.inbound(
                scene,
                ReferenceTopology.INSTANCE_GROUP_ID,
                ReferenceTopology.apiRule(ReferenceTopology.LOAD_BALANCER_GROUP_ID),
                ReferenceTopology.sshRule("203.0.113.7/32")));

        assertThat(closed.diagnose().findings()).isEmpty();
    }

    @Test
    void ofTwoFaultsTheEarlierIsTheCauseAndTheOtherIsNotLost() {
        long seed = Long.getLong("lotse.seed", new Random().nextLong());
        System.out.println("seed of the pairs of faults: " + seed + " (-Dlotse.seed=" + seed + " repeats them)");
        List<Rule> breaking = Faults.rules().stream().filter(RulesTest::breaks).toList();
        assertThat(breaking.stream().map(RulesTest::hop).distinct()).containsExactly(Hop.values());
        var random = new Random(seed);
        for (int made = 0; made < 100; ) {
            Rule one = breaking.get(random.nextInt(breaking.size()));
            Rule other = breaking.get(random.nextInt(breaking.size()));
            if (hop(one).compareTo(hop(other)) < 0 && canBothBe(one, other)) {
                theEarlierIsTheCause(one, other);
                made++;
            }
        }
    }

    private static void theEarlierIsTheCause(Rule one, Rule other) {
        Consumer<Scene> both = scene -> {
            Faults.of(one).accept(scene);
            Faults.of(other).accept(scene);
        };
        Diagnosis diagnosis = Scene.with(both).diagnose();

        assertThat(diagnosis.findings().getFirst().rule())
                .as(one + " before " + other)
                .isEqualTo(one);
        assertThat(diagnosis.firstBroken()).as(one + " before " + other).contains(hop(one));
        assertThat(diagnosis.path().verdict()).startsWith("Broken at " + (hop(one) == Hop.DNS ? "DNS" : "the "));
        assertThat(diagnosis.all())
                .as(one + " and " + other)
                .extracting(Finding::rule)
                .contains(other);
    }

    private static boolean breaks(Rule rule) {
        Finding first = Faults.scene(rule).diagnose().findings().getFirst();
        return first.stops() && first.hop().isPresent();
    }

    private static Hop hop(Rule rule) {
        return rule.hop().orElseThrow();
    }

    /**
     * Of a load balancer that is not there nobody can tell whether the domain leads to another. Without a listener there is no
     * rule that could be wrong, and without a target none that could be ill or shut off; what a healthy target proves, an ill
     * one does not; and a target that does not answer because its group is shut, or its edge is down, is one fault.
     */
    private static boolean canBothBe(Rule one, Rule other) {
        boolean noBalancer = one == DnsOtherLb.RULE && other == LbAbsent.RULE;
        boolean noRule = one == LbNoHttps.RULE && hop(other) == Hop.RULE;
        boolean noTarget =
                one == TgEmpty.RULE && Set.of(Hop.TARGET, Hop.SECURITY_GROUP).contains(hop(other));
        boolean disproved =
                one == TgProtocol.RULE && Set.of(Hop.TARGET, Hop.SECURITY_GROUP).contains(hop(other));
        boolean sameFault = hop(one) == Hop.TARGET && other == TgtSg.RULE;
        boolean edgeDown = one == TgtRefused.RULE && other == RunEdge.RULE;
        return !noBalancer && !noRule && !noTarget && !disproved && !sameFault && !edgeDown;
    }

    @ParameterizedTest
    @CsvSource({"502,RUN_DOWN", "503,RUN_DOWN", "404,TGT_CODE"})
    void aReleaseThatIsDownExplainsTheErrorsOfAServerAndNoOtherCode(
            String code, @ConvertWith(RuleByName.class) Rule first) {
        Diagnosis diagnosis = Scene.with(scene -> {
                    Faults.of(RunDown.RULE).accept(scene);
                    Parts.unhealthy(
                            scene,
                            "unhealthy",
                            "Target.ResponseCodeMismatch",
                            "Health checks failed with these codes: [" + code + "]");
                })
                .diagnose();

        assertThat(diagnosis.findings()).extracting(Finding::rule).first().isEqualTo(first);
        assertThat(diagnosis.path().verdict())
                .startsWith("Broken at the " + first.hop().orElseThrow().label().toLowerCase(Locale.ROOT));
        assertThat(diagnosis.all()).extracting(Finding::rule).contains(RunDown.RULE, TgtCode.RULE);
    }

    @Test
    void aLoadBalancerThatFailsOpenSaysWhyItsTargetsFail() {
        Diagnosis diagnosis = Scene.with(scene -> Parts.targets(
                        scene,
                        Parts.target(
                                "unhealthy",
                                "Target.ResponseCodeMismatch",
                                "Health checks failed with these codes: [404]",
                                "")))
                .diagnose();

        assertThat(diagnosis.findings()).extracting(Finding::rule).first().isEqualTo(TgtFailOpen.RULE);
        assertThat(diagnosis.path().verdict()).contains("returns 404", "Correct it in the target group");
    }

    @Test
    void anInstanceWithoutAnAddressHasNoneToLose() {
        Scene lost = Scene.with(scene -> {
            Faults.of(EipDiffers.RULE).accept(scene);
            Parts.instance(scene, "", NOON.minus(Duration.ofHours(3)), "required", 2);
        });

        assertThat(lost.diagnose().findings())
                .filteredOn(finding -> finding.rule() == EipDiffers.RULE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix().caution()).isEmpty());
    }

    @Test
    void aDomainThatOnlyHasNamesBelowItDoesNotResolve() {
        var absent = new Problem("DescribeLoadBalancers", "NotFound", "No load balancer has that name.", "Correct it.");
        Scene scene = Scene.with(
                one -> one.aws(all -> all.dns(Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN), List.of())))
                        .loadBalancer(Fact.failed(absent))));

        assertThat(scene.diagnose().findings())
                .extracting(Finding::rule)
                .first()
                .isEqualTo(DnsNxdomain.RULE);
        assertThat(scene.diagnose().all()).extracting(Finding::rule).doesNotContain(DnsOtherLb.RULE);
    }

    @Test
    void aVisitFromBeforeTheReleaseGotTheTrafficSaysNothingAboutIt() {
        Scene scene = Faults.scene(RunRelease.RULE);
        scene.release = new ReleaseFacts(
                false,
                scene.release.serving(),
                true,
                true,
                "Ready.",
                scene.domain.at().plusSeconds(1));

        assertThat(scene.diagnose().all()).extracting(Finding::rule).doesNotContain(RunRelease.RULE);
    }

    @Test
    void anEdgeThatSendsPeopleToTheDomainIsNoServiceThatAnswersStraight() {
        Scene scene = Faults.scene(RunDirectOk.RULE);
        scene.straight = Scene.visit(scene.straight.url(), 308, "");

        assertThat(scene.diagnose().all()).extracting(Finding::rule).doesNotContain(RunDirectOk.RULE);
    }

    @Test
    void whatIsSeenFromOutsideIsExplainedByWhatStopsRequests() {
        Diagnosis diagnosis = Faults.scene(TgtRefused.RULE).diagnose();

        assertThat(diagnosis.findings().getFirst().consequences())
                .extracting(Finding::rule)
                .contains(RunDirectOk.RULE);
    }

    @Test
    void anEdgeThatIsDownExplainsThatTheTargetRefuses() {
        Diagnosis diagnosis = Scene.with(scene -> {
                    Faults.of(TgtRefused.RULE).accept(scene);
                    Faults.of(RunEdge.RULE).accept(scene);
                })
                .diagnose();

        assertThat(diagnosis.findings().getFirst().rule()).isEqualTo(RunEdge.RULE);
        assertThat(diagnosis.findings().getFirst().consequences())
                .extracting(Finding::rule)
                .contains(TgtRefused.RULE);
    }

    @Test
    void aShutGroupExplainsThatTheTargetDoesNotAnswer() {
        Diagnosis diagnosis = Faults.scene(TgtSg.RULE).diagnose();

        assertThat(diagnosis.findings().getFirst().consequences())
                .extracting(Finding::rule)
                .contains(TgtState.RULE);
        assertThat(diagnosis.firstBroken()).contains(Hop.SECURITY_GROUP);
        assertThat(diagnosis.at(Hop.TARGET)).extracting(Finding::rule).containsExactly(TgtState.RULE);
    }

    @Test
    void aFindingKeepsItsSinceUntilItIsGone() {
        Scene scene = Faults.scene(TgtRefused.RULE);
        scene.watchedFor = Duration.ofMinutes(3);

        assertThat(scene.diagnose().findings().getFirst().since())
                .isEqualTo(ReferenceTopology.NOON.minus(Duration.ofMinutes(3)));
    }

    @Test
    void theReferencesOpenPortsAreClosedByCommandsWithItsOwnIds() {
        List<Finding> findings = Scene.healthy().diagnose().findings();

        assertThat(findings.get(0).fix().commands())
                .containsExactly(
                        "aws ec2 authorize-security-group-ingress --group-id sg-0c2f4b6d8e0a1b3c5 --protocol tcp --port 5000"
                                + " --source-group sg-0d1e3f5a7b9c0d2e4 --region us-east-1",
                        "aws ec2 revoke-security-group-ingress --group-id sg-0c2f4b6d8e0a1b3c5 --security-group-rule-ids"
                                + " sgr-07d4b77f96a360b7e --region us-east-1");
        assertThat(findings.get(1).fix().caution()).contains("not on the box", "cut off");
        assertThat(findings.get(1).fix().commandLine()).contains(" && aws ec2 revoke");
    }
}
