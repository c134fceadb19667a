package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.cloud.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.cloud.ReferenceTopology.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.cloud.Certificate;
import ch.meuthak.lotse.console.cloud.DnsAnswer;
import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Listener;
import ch.meuthak.lotse.console.cloud.ListenerRule;
import ch.meuthak.lotse.console.cloud.Problem;
import ch.meuthak.lotse.console.cloud.ReferenceTopology;
import ch.meuthak.lotse.console.cloud.SecurityGroupRule;
import ch.meuthak.lotse.console.cloud.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTracerTest {
    private static final Problem DENIED =
            new Problem("Some", "AccessDenied", "The credentials may not call it. Allow it.");

    private ReleaseFacts release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon.");

    // ---- the whole

    @Test
    void theReferenceGetsThroughWithOneWarningAboutItsOpenPorts() {
        RequestPath path = trace(healthy());

        assertThat(path.hops()).extracting(HopState::hop).containsExactly(Hop.values());
        assertThat(path.hops())
                .extracting(HopState::status)
                .containsExactly(
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.OK,
                        HopStatus.WARN,
                        HopStatus.OK);
        assertThat(path.status()).isEqualTo(HopStatus.WARN);
        assertThat(path.verdict())
                .isEqualTo("Nothing is broken: requests for backend.meuthak.ch get through every part to release 1.4.0."
                        + " Worth a look: security group.");
        assertThat(detail(path, Hop.SECURITY_GROUP)).contains("anybody on the internet", "TCP 22 and TCP 5000");
    }

    @Test
    void withClosedPortsEverythingIsInOrder() {
        RequestPath path = trace(healthy()
                .inbound(
                        ReferenceTopology.apiRule(ReferenceTopology.LOAD_BALANCER_GROUP_ID),
                        sshFrom("203.0.113.7/32")));

        assertThat(path.status()).isEqualTo(HopStatus.OK);
        assertThat(path.verdict()).startsWith("Nothing is broken").doesNotContain("Worth");
    }

    @Test
    void theVerdictNamesTheFirstBrokenHop() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        RequestPath path = trace(healthy().target("unhealthy", "Target.FailedHealthChecks", "Health checks failed"));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.TARGET);
        assertThat(path.verdict()).startsWith("Broken at the target: ");
        assertThat(path.status()).isEqualTo(HopStatus.FAIL);
    }

    @Test
    void nothingIsCalledUnbrokenThatWasNotRead() {
        RequestPath path = trace(healthy().nothingRead("NoCredentials", "There are no AWS credentials."));

        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(path.verdict()).contains("not known, because").contains("There are no AWS credentials.");
        assertThat(path.hops())
                .filteredOn(hop -> hop.hop() != Hop.RELEASE)
                .allMatch(hop -> hop.status() == HopStatus.UNKNOWN);
        assertThat(status(path, Hop.RELEASE)).isEqualTo(HopStatus.OK);
    }

    @Test
    void whatIsUnknownBeforeTheBrokenHopIsSaid() {
        RequestPath path = trace(healthy()
                .listeners(Fact.failed(DENIED))
                .dns(Fact.failed(new Problem("DNS", "Timeout", "Late. Wait."))));
        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);

        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It exited.");
        assertThat(trace(healthy().listeners(Fact.failed(DENIED))).verdict())
                .startsWith("Broken at the release")
                .contains("Not known before it: listener, rule");
    }

    @Test
    void aHopKeepsItsSinceUntilItsStatusChanges() {
        RequestPath first = trace(healthy());
        Instant later = NOON.plusSeconds(60);
        RequestPath second = PathTracer.trace(
                healthy()
                        .target("unhealthy", "Target.Timeout", "Request timed out")
                        .topology(),
                release,
                Optional.of(first),
                later);

        assertThat(hop(second, Hop.DNS).since()).isEqualTo(NOON);
        assertThat(hop(second, Hop.TARGET).since()).isEqualTo(later);

        RequestPath third = PathTracer.trace(
                healthy().target("unhealthy", "Target.FailedHealthChecks", "x").topology(),
                release,
                Optional.of(second),
                later.plusSeconds(60));
        assertThat(hop(third, Hop.TARGET).since()).isEqualTo(later);
    }

    // ---- DNS

    @Test
    void aDomainThatDoesNotExistIsBroken() {
        RequestPath path = trace(healthy().domainUnknown());

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.DNS);
        assertThat(path.verdict()).startsWith("Broken at DNS: There is no DNS record");
    }

    @Test
    void aDomainAtTheElasticIpIsBrokenAndSaysWhy() {
        RequestPath path = trace(healthy().domainAtElasticIp());

        assertThat(status(path, Hop.DNS)).isEqualTo(HopStatus.FAIL);
        assertThat(detail(path, Hop.DNS)).contains("44.194.144.99", "past the load balancer", "CNAME");
    }

    @Test
    void aDomainThatLeadsToAnotherLoadBalancerIsBroken() {
        var elsewhere = new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "old-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1"));
        var notFound = new Problem("DescribeLoadBalancers", "NotFound", "No load balancer has that name. Correct it.");

        assertThat(broken(healthy().dns(Fact.known(elsewhere)))).isEqualTo(Hop.DNS);
        assertThat(broken(healthy().dns(Fact.known(elsewhere)).loadBalancer(Fact.failed(notFound))))
                .isEqualTo(Hop.DNS);
    }

    @Test
    void dualstackAndCaseMakeNoDifference() {
        var answer = new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "DualStack.SEMARB3-1577038455.us-east-1.elb.amazonaws.com"),
                List.of("192.0.2.1"));

        assertThat(status(trace(healthy().dns(Fact.known(answer))), Hop.DNS)).isEqualTo(HopStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timeout", "SERVFAIL", "Unreachable", "REFUSED"})
    void aDnsServerThatFailsSaysNothingAboutTheDomain(String error) {
        RequestPath path = trace(healthy().dns(Fact.failed(new Problem("DNS", error, "Look."))));

        assertThat(status(path, Hop.DNS)).isEqualTo(HopStatus.UNKNOWN);
    }

    // ---- load balancer

    @ParameterizedTest
    @CsvSource({"provisioning,FAIL", "failed,FAIL", "active_impaired,WARN", "odd,UNKNOWN"})
    void theLoadBalancersStateIsJudged(String state, HopStatus expected) {
        RequestPath path = trace(healthy().loadBalancerState(state, "the reason of AWS"));

        assertThat(status(path, Hop.LOAD_BALANCER)).isEqualTo(expected);
        assertThat(detail(path, Hop.LOAD_BALANCER)).contains("the reason of AWS");
    }

    @Test
    void aLoadBalancerWhoseGroupRefusesHttpsIsBroken() {
        RequestPath path = trace(healthy()
                .securityGroups(Fact.known(List.of(
                        ReferenceTopology.instanceGroup(),
                        ReferenceTopology.loadBalancerGroup(sshFrom("0.0.0.0/0"))))));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.LOAD_BALANCER);
        assertThat(detail(path, Hop.LOAD_BALANCER)).contains("TCP 443");
    }

    @Test
    void withoutTheGroupsALoadBalancerIsNotJudged() {
        RequestPath path = trace(healthy().securityGroups(Fact.failed(DENIED)));

        assertThat(status(path, Hop.LOAD_BALANCER)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(status(path, Hop.SECURITY_GROUP)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(status(path, Hop.TARGET)).isEqualTo(HopStatus.OK);
    }

    // ---- listener and certificate

    @Test
    void withoutAnHttpsListenerTheListenerIsBroken() {
        var http = new Listener("arn", "HTTP", 80, "", "", Fact.known(List.of()), Fact.known(List.of()));
        RequestPath path = trace(healthy().listeners(Fact.known(List.of(http))));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.LISTENER);
        assertThat(detail(path, Hop.LISTENER)).contains("HTTP:80");
        assertThat(status(path, Hop.RULE)).isEqualTo(HopStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"200,OK", "30,OK", "29,WARN", "0,WARN", "-1,FAIL"})
    void aCertificateIsJudgedByTheDaysItHasLeft(int days, HopStatus expected) {
        RequestPath path = trace(healthy()
                .certificate(ReferenceTopology.certificateUntil(
                        NOON.plus(Duration.ofDays(days)).plusSeconds(days < 0 ? 0 : 1))));

        assertThat(status(path, Hop.LISTENER)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED", "REVOKED", "INACTIVE", "EXPIRED"})
    void aCertificateThatIsNotIssuedIsBroken(String status) {
        assertThat(broken(healthy().certificate(ReferenceTopology.certificate(status, Optional.empty()))))
                .isEqualTo(Hop.LISTENER);
    }

    @Test
    void aCertificateForAnotherNameIsBrokenAndAWildcardIsNot() {
        assertThat(broken(healthy().certificate(named("other.meuthak.ch")))).isEqualTo(Hop.LISTENER);
        assertThat(status(trace(healthy().certificate(named("*.meuthak.ch"))), Hop.LISTENER))
                .isEqualTo(HopStatus.OK);
        assertThat(broken(healthy().certificate(named("*.ch")))).isEqualTo(Hop.LISTENER);
    }

    @Test
    void aCertificateThatWasNotReadIsNotJudged() {
        RequestPath path = trace(healthy().certificates(Fact.failed(DENIED)));

        assertThat(status(path, Hop.LISTENER)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(path, Hop.LISTENER)).contains(DENIED.message());
    }

    // ---- rule

    @Test
    void aRuleForTheDomainDecidesBeforeTheDefault() {
        RequestPath path = trace(healthy().rules(forHost("*.MEUTHAK.ch"), answering404()));

        assertThat(status(path, Hop.RULE)).isEqualTo(HopStatus.OK);
        assertThat(hop(path, Hop.RULE).title()).isEqualTo("Rule 10");
    }

    @Test
    void aRuleForAnotherHostLeavesTheDomainToTheDefault() {
        RequestPath path = trace(healthy().rules(forHost("backnd.meuthak.ch"), answering404()));

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.RULE);
        assertThat(detail(path, Hop.RULE)).contains("backnd.meuthak.ch", "answer 404");
    }

    @Test
    void aRuleWithFurtherConditionsDecidesNothing() {
        var someOnly = new ListenerRule(
                "arn",
                "5",
                List.of("host-header is backend.meuthak.ch", "path-pattern is /old/*"),
                List.of("backend.meuthak.ch"),
                "fixed-response",
                List.of(),
                "answer 410 by itself");
        RequestPath path = trace(healthy().rules(someOnly, ReferenceTopology.defaultRule()));

        assertThat(hop(path, Hop.RULE).title()).isEqualTo("Default rule");
        assertThat(status(path, Hop.RULE)).isEqualTo(HopStatus.OK);
    }

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
        RequestPath path = trace(healthy().inbound(sshFrom("203.0.113.7/32")));

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

    // ---- release

    @Test
    void aReleaseThatDoesNotAnswerIsBroken() {
        release = new ReleaseFacts(false, Optional.of("1.4.0"), false, true, "It has exited with code 143.");
        RequestPath path = trace(healthy());

        assertThat(path.firstBroken().map(HopState::hop)).contains(Hop.RELEASE);
        assertThat(detail(path, Hop.RELEASE)).contains("It has exited with code 143");
    }

    @Test
    void withoutAReleaseThereIsNothingToServe() {
        release = new ReleaseFacts(false, Optional.empty(), false, true, "");
        assertThat(broken(healthy())).isEqualTo(Hop.RELEASE);
    }

    @Test
    void aReleaseThatCouldNotBeFoundOutIsUnknownAndNotBroken() {
        release = new ReleaseFacts(false, Optional.empty(), false, false, "Not known: the edge does not answer.");
        RequestPath path = trace(healthy());

        assertThat(path.firstBroken()).isEmpty();
        assertThat(path.status()).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(path, Hop.RELEASE)).isEqualTo("Not known: the edge does not answer.");
    }

    // ----

    private RequestPath trace(ReferenceTopology reference) {
        return PathTracer.trace(reference.topology(), release, Optional.empty(), NOON);
    }

    private Hop broken(ReferenceTopology reference) {
        return trace(reference).firstBroken().orElseThrow().hop();
    }

    private static HopState hop(RequestPath path, Hop hop) {
        return path.hops().stream().filter(one -> one.hop() == hop).findFirst().orElseThrow();
    }

    private static HopStatus status(RequestPath path, Hop hop) {
        return hop(path, hop).status();
    }

    private static String detail(RequestPath path, Hop hop) {
        return hop(path, hop).detail();
    }

    private static SecurityGroupRule sshFrom(String source) {
        return ReferenceTopology.sshRule(source);
    }

    private static Certificate named(String name) {
        Certificate was = ReferenceTopology.certificateUntil(NOON.plus(Duration.ofDays(100)));
        return new Certificate(
                was.arn(),
                name,
                List.of(name),
                was.type(),
                was.status(),
                was.keyAlgorithm(),
                was.serial(),
                was.issuer(),
                was.notBefore(),
                was.notAfter(),
                was.renewalStatus(),
                was.failureReason(),
                was.inUseBy(),
                was.validationRecords());
    }

    private static ListenerRule forHost(String host) {
        return new ListenerRule(
                "arn",
                "10",
                List.of("host-header is " + host),
                List.of(host),
                "forward",
                List.of(ReferenceTopology.TARGET_GROUP_ARN),
                "forward to semarb3-2");
    }

    private static ListenerRule answering404() {
        return new ListenerRule(
                "arn", "default", List.of(), List.of(), "fixed-response", List.of(), "answer 404 by itself");
    }
}
