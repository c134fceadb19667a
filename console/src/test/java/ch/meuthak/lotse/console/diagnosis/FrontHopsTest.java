package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Diagnosing.DENIED;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.broken;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.detail;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.diagnose;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.hop;
import static ch.meuthak.lotse.console.diagnosis.Diagnosing.status;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.healthy;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DNS, load balancer, listener and rule: up to where the load balancer knows who gets the request. */
class FrontHopsTest {
    // ---- DNS

    @Test
    void aDomainThatDoesNotExistIsBroken() {
        Diagnosis diagnosis = diagnose(healthy().domainUnknown());

        assertThat(diagnosis.firstBroken()).contains(Hop.DNS);
        assertThat(diagnosis.path().verdict()).startsWith("Broken at DNS: There is no DNS record");
    }

    @Test
    void aDomainAtTheElasticIpIsBrokenAndSaysWhy() {
        Diagnosis diagnosis = diagnose(healthy().domainAtElasticIp());

        assertThat(status(diagnosis, Hop.DNS)).isEqualTo(HopStatus.FAIL);
        assertThat(detail(diagnosis, Hop.DNS)).contains("44.194.144.99", "bypass the load balancer", "CNAME");
    }

    @Test
    void aDomainThatLeadsToAnotherLoadBalancerIsBroken() {
        var elsewhere = new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "old-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1"));
        var notFound =
                new Problem("DescribeLoadBalancers", "NotFound", "No load balancer has that name.", "Correct it.");

        assertThat(broken(healthy().dns(Fact.known(elsewhere)))).isEqualTo(Hop.DNS);
        assertThat(broken(healthy().dns(Fact.known(elsewhere)).loadBalancer(Fact.failed(notFound))))
                .isEqualTo(Hop.DNS);
    }

    @Test
    void dualstackAndCaseMakeNoDifference() {
        var answer = new DnsAnswer(
                List.of(ReferenceTopology.DOMAIN, "DualStack.SEMARB3-1577038455.us-east-1.elb.amazonaws.com"),
                List.of("192.0.2.1"));

        assertThat(status(diagnose(healthy().dns(Fact.known(answer))), Hop.DNS)).isEqualTo(HopStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timeout", "SERVFAIL", "Unreachable", "REFUSED"})
    void aDnsServerThatFailsSaysNothingAboutTheDomain(String error) {
        Diagnosis diagnosis = diagnose(healthy().dns(Fact.failed(new Problem("DNS", error, "It fails.", "Look."))));

        assertThat(status(diagnosis, Hop.DNS)).isEqualTo(HopStatus.UNKNOWN);
    }

    // ---- load balancer

    @ParameterizedTest
    @CsvSource({"provisioning,FAIL", "failed,FAIL", "active_impaired,WARN", "odd,UNKNOWN"})
    void theLoadBalancersStateIsJudged(String state, HopStatus expected) {
        Diagnosis diagnosis = diagnose(healthy().loadBalancerState(state, "the reason of AWS"));

        assertThat(status(diagnosis, Hop.LOAD_BALANCER)).isEqualTo(expected);
        assertThat(detail(diagnosis, Hop.LOAD_BALANCER)).contains("the reason of AWS");
    }

    @Test
    void aLoadBalancerWhoseGroupRefusesHttpsIsBroken() {
        Diagnosis diagnosis = diagnose(healthy()
                .securityGroups(Fact.known(List.of(
                        ReferenceTopology.instanceGroup(),
                        ReferenceTopology.loadBalancerGroup(sshRule("0.0.0.0/0"))))));

        assertThat(diagnosis.firstBroken()).contains(Hop.LOAD_BALANCER);
        assertThat(detail(diagnosis, Hop.LOAD_BALANCER)).contains("TCP 443");
    }

    @Test
    void withoutTheGroupsALoadBalancerIsNotJudged() {
        Diagnosis diagnosis = diagnose(healthy().securityGroups(Fact.failed(DENIED)));

        assertThat(status(diagnosis, Hop.LOAD_BALANCER)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(status(diagnosis, Hop.SECURITY_GROUP)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(status(diagnosis, Hop.TARGET)).isEqualTo(HopStatus.OK);
    }

    // ---- listener and certificate

    @Test
    void withoutAnHttpsListenerTheListenerIsBroken() {
        var http = new Listener("arn", "HTTP", 80, "", "", Fact.known(List.of()), Fact.known(List.of()));
        Diagnosis diagnosis = diagnose(healthy().listeners(Fact.known(List.of(http))));

        assertThat(diagnosis.firstBroken()).contains(Hop.LISTENER);
        assertThat(detail(diagnosis, Hop.LISTENER)).contains("HTTP:80");
        assertThat(status(diagnosis, Hop.RULE)).isEqualTo(HopStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"200,OK", "30,OK", "29,WARN", "0,WARN", "-1,FAIL"})
    void aCertificateIsJudgedByTheDaysItHasLeft(int days, HopStatus expected) {
        Diagnosis diagnosis = diagnose(healthy()
                .certificate(ReferenceTopology.certificateUntil(
                        NOON.plus(Duration.ofDays(days)).plusSeconds(days < 0 ? 0 : 1))));

        assertThat(status(diagnosis, Hop.LISTENER)).isEqualTo(expected);
    }

    @Test
    void untilWhenTheCertificateIsValidIsAFactOfTheListener() {
        Instant end = NOON.plus(Duration.ofDays(90));
        Diagnosis diagnosis = diagnose(healthy().certificate(ReferenceTopology.certificateUntil(end)));

        assertThat(hop(diagnosis, Hop.LISTENER).facts()).contains(new HopFact.Time("Valid until", end));
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
        assertThat(status(diagnose(healthy().certificate(named("*.meuthak.ch"))), Hop.LISTENER))
                .isEqualTo(HopStatus.OK);
        assertThat(broken(healthy().certificate(named("*.ch")))).isEqualTo(Hop.LISTENER);
    }

    @Test
    void aCertificateThatWasNotReadIsNotJudged() {
        Diagnosis diagnosis = diagnose(healthy().certificates(Fact.failed(DENIED)));

        assertThat(status(diagnosis, Hop.LISTENER)).isEqualTo(HopStatus.UNKNOWN);
        assertThat(detail(diagnosis, Hop.LISTENER)).contains(DENIED.message());
    }

    // ---- rule

    @Test
    void aRuleForTheDomainDecidesBeforeTheDefault() {
        Diagnosis diagnosis = diagnose(healthy().rules(forHost("*.MEUTHAK.ch"), answering404()));

        assertThat(status(diagnosis, Hop.RULE)).isEqualTo(HopStatus.OK);
        assertThat(hop(diagnosis, Hop.RULE).title()).isEqualTo("Rule 10");
    }

    @Test
    void aRuleForAnotherHostLeavesTheDomainToTheDefault() {
        Diagnosis diagnosis = diagnose(healthy().rules(forHost("backnd.meuthak.ch"), answering404()));

        assertThat(diagnosis.firstBroken()).contains(Hop.RULE);
        assertThat(detail(diagnosis, Hop.RULE)).contains("backnd.meuthak.ch", "return 404");
    }

    @Test
    void aRuleWithFurtherConditionsDecidesNothing() {
        var someOnly = new ListenerRule(
                "arn",
                "5",
                List.of(Condition.host("backend.meuthak.ch"), Condition.path("/old/*")),
                Action.fixedResponse("410"));
        Diagnosis diagnosis = diagnose(healthy().rules(someOnly, ReferenceTopology.defaultRule()));

        assertThat(hop(diagnosis, Hop.RULE).title()).isEqualTo("Default rule");
        assertThat(status(diagnosis, Hop.RULE)).isEqualTo(HopStatus.OK);
    }

    @Test
    void aRuleThatForwardsSomePathsIsTheWay() {
        var some = new ListenerRule(
                "arn",
                "1",
                List.of(Condition.host(ReferenceTopology.DOMAIN), Condition.path("/api/*")),
                Action.forward(ReferenceTopology.TARGET_GROUP_ARN));

        assertThat(detail(diagnose(healthy().rules(some, answering404())), Hop.RULE))
                .isEqualTo("Forwards backend.meuthak.ch where path-pattern is /api/* to semarb3-2.");
    }

    // ----

    private static Certificate named(String name) {
        return ReferenceTopology.certificate(ReferenceTopology.CERTIFICATE_ARN, name);
    }

    private static ListenerRule forHost(String host) {
        return new ListenerRule(
                "arn", "10", List.of(Condition.host(host)), Action.forward(ReferenceTopology.TARGET_GROUP_ARN));
    }

    private static ListenerRule answering404() {
        return new ListenerRule("arn", "default", List.of(), Action.fixedResponse("404"));
    }
}
