package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Diagnosing.DENIED;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.detail;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.diagnose;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.status;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.healthy;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Target group, target and security group: from the load balancer to the instance. */
class TargetHopsTest {
    // ---- target group and target

    @Test
    void aGroupWithoutTargetsIsBroken() {
        Diagnosis diagnosis = diagnose(healthy().noTargets());

        assertThat(diagnosis.firstBroken()).contains(Hop.TARGET_GROUP);
        assertThat(detail(diagnosis, Hop.TARGET_GROUP)).contains("503");
        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(HopStatus.UNKNOWN);
    }

    /** AWS is read now and then; how long ago that was says nothing about the target. */
    @Test
    void aTargetWasInitialNoLongerThanItWasSeenToBe() {
        var starting = Observations.of(
                healthy().target("initial", "Elb.InitialHealthChecking", "").topology(),
                new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon."),
                5080);
        Diagnosis first = Diagnosis.of(Rulebook.ALL, starting, Optional.empty(), NOON);

        Diagnosis later = Diagnosis.of(Rulebook.ALL, starting, Optional.of(first), NOON.plus(Duration.ofMinutes(4)));

        assertThat(later.firstBroken()).isEmpty();
        assertThat(status(later, Hop.TARGET)).isEqualTo(HopStatus.WARN);
    }

    @Test
    void targetsThatWereNotReadAreNotJudged() {
        Diagnosis diagnosis = diagnose(
                healthy().targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(Fact.failed(DENIED))))));

        assertThat(List.of(
                        status(diagnosis, Hop.TARGET_GROUP),
                        status(diagnosis, Hop.TARGET),
                        status(diagnosis, Hop.SECURITY_GROUP)))
                .containsOnly(HopStatus.UNKNOWN);
        assertThat(status(diagnosis, Hop.RULE)).isEqualTo(HopStatus.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "initial,Elb.RegistrationInProgress,WARN",
        "initial,Elb.InitialHealthChecking,WARN",
        "unhealthy,Elb.InternalError,WARN",
        "unhealthy,Target.ResponseCodeMismatch,FAIL",
        "unhealthy,Target.Timeout,FAIL",
        "unhealthy,Target.FailedHealthChecks,FAIL",
        "unused,Target.NotRegistered,FAIL",
        "unused,Target.NotInUse,FAIL",
        "unused,Target.InvalidState,FAIL",
        "unused,Target.IpUnusable,FAIL",
        "draining,Target.DeregistrationInProgress,FAIL",
        "unavailable,Target.HealthCheckDisabled,WARN",
        "unhealthy.draining,,FAIL"
    })
    void everyReasonCodeIsSaidInPlainWordsWithWhatToDo(String state, String reason, HopStatus expected) {
        Diagnosis diagnosis = diagnose(
                healthy().target(state, reason == null ? "" : reason, "Health checks failed with these codes: [503]"));

        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(expected);
        assertThat(detail(diagnosis, Hop.TARGET))
                .endsWith(".")
                .hasSizeGreaterThan(30)
                .doesNotContain("Target.", "Elb.");
    }

    @ParameterizedTest
    @CsvSource({
        "404,/health/ready does not exist",
        "302,redirects",
        "403,login",
        "400,Host",
        "503,See its log",
        "502,release behind it"
    })
    void eachWrongCodeHasItsOwnAdvice(String code, String advice) {
        Diagnosis diagnosis = diagnose(healthy()
                .target(
                        "unhealthy",
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [" + code + "]"));

        assertThat(detail(diagnosis, Hop.TARGET)).contains("HTTP /health/ready on port 5000", code, advice);
    }

    @Test
    void oneHealthyTargetOfTwoIsAWarning() {
        var targets = ReferenceTopology.targetGroup(
                new Target("i-1", 5000, "us-east-1a", "healthy", "", ""),
                new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", "unhealthy", "Target.Timeout", "x"));
        Diagnosis diagnosis = diagnose(healthy().targetGroups(Fact.known(List.of(targets))));

        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(HopStatus.WARN);
        assertThat(detail(diagnosis, Hop.TARGET)).startsWith(ReferenceTopology.INSTANCE_ID);
    }

    /** AWS may leave a target's health out, or give a state that the console does not know. */
    @ParameterizedTest
    @CsvSource({"'',''", "unavailable,''", "unavailable,Elb.InternalError", "brand_new,Brand.New"})
    void aTargetOfWhichNobodyKnowsHowItIsIsNotBroken(String state, String reason) {
        Diagnosis diagnosis = diagnose(healthy().target(state, reason, ""));

        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(diagnosis.firstBroken()).isEmpty();
        assertThat(diagnosis.path().verdict()).startsWith("It is not known whether requests for");
        assertThat(diagnosis.all()).extracting(Finding::rule).doesNotContain(TgtState.RULE);
    }

    @Test
    void besideATargetOfWhichNobodyKnowsHowItIsAnUnhealthyOneStopsNothing() {
        var targets = ReferenceTopology.targetGroup(
                new Target("i-1", 5000, "us-east-1a", "", "", ""),
                new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", "unhealthy", "Target.Timeout", "x"));
        Diagnosis diagnosis = diagnose(healthy().targetGroups(Fact.known(List.of(targets))));

        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(diagnosis, Hop.TARGET)).startsWith("i-1:5000: AWS does not report its health.");
    }

    @Test
    void aHealthyTargetThatIsNoInstanceProvesThatTheLoadBalancerGetsThrough() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, new Target("10.9.0.7", 5000, "us-east-1a", "healthy", "", "", "")));

        assertThat(scene.diagnose().path().verdict()).startsWith("Requests for backend.meuthak.ch reach release ");
    }

    // ---- security group

    @Test
    void aGroupThatDoesNotAdmitThePortIsBroken() {
        Diagnosis diagnosis = diagnose(healthy().inbound(sshRule("203.0.113.7/32")));

        assertThat(diagnosis.firstBroken()).contains(Hop.SECURITY_GROUP);
        assertThat(detail(diagnosis, Hop.SECURITY_GROUP))
                .contains("TCP 5000", ReferenceTopology.LOAD_BALANCER_GROUP_ID, ReferenceTopology.INSTANCE_GROUP_ID);
    }

    @Test
    void aRangeAdmitsForCertainOnlyWhenTheTargetIsHealthy() {
        var narrow = healthy().inbound(ReferenceTopology.apiRule("172.31.0.0/16"));

        assertThat(status(diagnose(narrow), Hop.SECURITY_GROUP)).isEqualTo(HopStatus.OK);
        assertThat(status(diagnose(narrow.target("unhealthy", "Target.Timeout", "x")), Hop.SECURITY_GROUP))
                .isEqualTo(HopStatus.UNKNOWN);
    }

    @Test
    void anInstanceThatWasNotReadIsNotJudged() {
        Diagnosis diagnosis = diagnose(healthy().instances(Fact.failed(DENIED)));

        assertThat(status(diagnosis, Hop.SECURITY_GROUP)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(diagnosis, Hop.SECURITY_GROUP)).contains(DENIED.message());
    }
}
