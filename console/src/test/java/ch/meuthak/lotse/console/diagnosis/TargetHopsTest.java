package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.cloud.ReferenceTopology.healthy;
import static ch.meuthak.lotse.console.cloud.ReferenceTopology.sshRule;
import static ch.meuthak.lotse.console.diagnosis.Tracing.DENIED;
import static ch.meuthak.lotse.console.diagnosis.Tracing.detail;
import static ch.meuthak.lotse.console.diagnosis.Tracing.status;
import static ch.meuthak.lotse.console.diagnosis.Tracing.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.ReferenceTopology;
import ch.meuthak.lotse.console.cloud.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Target group, target and security group: from the load balancer to the instance. */
class TargetHopsTest {
    // ---- target group and target

    @Test
    void aGroupWithoutTargetsIsBroken() {
        RequestPath path = trace(healthy().noTargets());

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.TARGET_GROUP);
        assertThat(detail(path, Hop.TARGET_GROUP)).contains("503");
        assertThat(status(path, Hop.TARGET)).isEqualTo(HopStatus.UNKNOWN);
    }

    @Test
    void targetsThatWereNotReadAreNotJudged() {
        RequestPath path =
                trace(healthy().targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(Fact.failed(DENIED))))));

        assertThat(List.of(status(path, Hop.TARGET_GROUP), status(path, Hop.TARGET), status(path, Hop.SECURITY_GROUP)))
                .containsOnly(HopStatus.UNKNOWN);
        assertThat(status(path, Hop.RULE)).isEqualTo(HopStatus.OK);
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
        "unavailable,Target.HealthCheckDisabled,FAIL",
        "unhealthy.draining,,FAIL"
    })
    void everyReasonCodeIsSaidInPlainWordsWithWhatToDo(String state, String reason, HopStatus expected) {
        RequestPath path = trace(
                healthy().target(state, reason == null ? "" : reason, "Health checks failed with these codes: [503]"));

        assertThat(status(path, Hop.TARGET)).isEqualTo(expected);
        assertThat(detail(path, Hop.TARGET))
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
        "503,read its log",
        "502,release behind it"
    })
    void eachWrongCodeHasItsOwnAdvice(String code, String advice) {
        RequestPath path = trace(healthy()
                .target(
                        "unhealthy",
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [" + code + "]"));

        assertThat(detail(path, Hop.TARGET)).contains("HTTP /health/ready on port 5000", code, advice);
    }

    @Test
    void oneHealthyTargetOfTwoIsAWarning() {
        var targets = ReferenceTopology.targetGroup(
                new Target("i-1", 5000, "us-east-1a", "healthy", "", ""),
                new Target(ReferenceTopology.INSTANCE_ID, 5000, "us-east-1a", "unhealthy", "Target.Timeout", "x"));
        RequestPath path = trace(healthy().targetGroups(Fact.known(List.of(targets))));

        assertThat(status(path, Hop.TARGET)).isEqualTo(HopStatus.WARN);
        assertThat(detail(path, Hop.TARGET)).startsWith(ReferenceTopology.INSTANCE_ID);
    }

    // ---- security group

    @Test
    void aGroupThatDoesNotAdmitThePortIsBroken() {
        RequestPath path = trace(healthy().inbound(sshRule("203.0.113.7/32")));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.SECURITY_GROUP);
        assertThat(detail(path, Hop.SECURITY_GROUP))
                .contains("TCP 5000", ReferenceTopology.LOAD_BALANCER_GROUP_ID, ReferenceTopology.INSTANCE_GROUP_ID);
    }

    @Test
    void aRangeAdmitsForCertainOnlyWhenTheTargetIsHealthy() {
        var narrow = healthy().inbound(ReferenceTopology.apiRule("172.31.0.0/16"));

        assertThat(status(trace(narrow), Hop.SECURITY_GROUP)).isEqualTo(HopStatus.OK);
        assertThat(status(trace(narrow.target("unhealthy", "Target.Timeout", "x")), Hop.SECURITY_GROUP))
                .isEqualTo(HopStatus.UNKNOWN);
    }

    @Test
    void anInstanceThatWasNotReadIsNotJudged() {
        RequestPath path = trace(healthy().instances(Fact.failed(DENIED)));

        assertThat(status(path, Hop.SECURITY_GROUP)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(path, Hop.SECURITY_GROUP)).contains(DENIED.message());
    }
}
