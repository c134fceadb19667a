package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.TARGET_GROUP_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsOtherLb;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsToEip;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleNoTg;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRenewalPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbSg443;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtTimeout;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that are built otherwise than the reference: what works must not be called broken, nor its cause be made up. */
class VariantsTest {
    private static Target onPort5001(String state, String reason) {
        return new Target(ReferenceTopology.INSTANCE_ID, 5001, "us-east-1a", state, reason, "", "");
    }

    private static ListenerRule forPath(String path) {
        return new ListenerRule(
                RULE_ARN, "1", List.of(Condition.host(DOMAIN), Condition.path(path)), Action.forward(TARGET_GROUP_ARN));
    }

    private static ListenerRule answeringTheRest() {
        return new ListenerRule(RULE_ARN.replace("9f1c", "bbbb"), "default", List.of(), Action.fixedResponse("404"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "*", "/health or /*"})
    void aRuleForEveryPathDecidesLikeOneWithoutAPath(String path) {
        Scene scene = Scene.with(one -> Parts.rules(one, forPath(path), answeringTheRest()));

        assertThat(scene.rules()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
    }

    @Test
    void aRuleThatForwardsSomePathsIsTheWayAndTheRestMayBeAnsweredOtherwise() {
        Scene scene = Scene.with(one -> Parts.rules(one, forPath("/api/*"), answeringTheRest()));

        assertThat(scene.rules()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
        assertThat(scene.diagnose().path().hops())
                .filteredOn(hop -> hop.hop() == Hop.RULE)
                .singleElement()
                .extracting(HopState::detail)
                .isEqualTo("It decides about " + DOMAIN + " where path-pattern is /api/*: forward to semarb3-2.");
    }

    @Test
    void aRuleForSomeSourcesOnlyIsNoWayForEverybody() {
        var inside = new ListenerRule(
                RULE_ARN,
                "1",
                List.of(new Condition("source-ip", "", List.of("203.0.113.7/32"))),
                Action.forward(TARGET_GROUP_ARN));
        Scene scene = Scene.with(one -> Parts.rules(one, inside, answeringTheRest()));

        assertThat(scene.rules()).contains(RuleNoTg.RULE);
    }

    @Test
    void aHealthyTargetThatIsNoInstanceProvesThatTheLoadBalancerGetsThrough() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, new Target("10.9.0.7", 5000, "us-east-1a", "healthy", "", "", "")));

        assertThat(scene.diagnose().path().verdict()).startsWith("Nothing is broken");
    }

    @Test
    void whyARenewalWaitsIsSaidAsFarAsTheZoneTells() {
        Scene known = Scene.with(Faults.of(AcmRenewalPending.RULE));
        assertThat(known.finding(AcmRenewalPending.RULE).cause()).contains("which are there now");

        Scene gone = Scene.with(Faults.of(AcmRenewalPending.RULE));
        gone.zone = Scene.zone(
                Fact.known(List.of()),
                gone.zone.validations().stream()
                        .map(one -> new ValidationLookup(one.name(), one.zone(), "", ""))
                        .toArray(ValidationLookup[]::new));
        assertThat(gone.finding(AcmRenewalPending.RULE).cause()).contains("record is no longer there");
        assertThat(gone.finding(AcmRenewalPending.RULE).evidence())
                .extracting(Evidence::fact)
                .anyMatch(fact -> fact.startsWith("There is no record "));
    }

    @Test
    void aTargetThatLeavesWhileAnotherServesIsNoError() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, Parts.target("healthy", "", "", ""), onPort5001("draining", Target.LEAVING)));

        assertThat(scene.finding(TgtState.RULE).severity()).isEqualTo(Severity.WARNING);
        assertThat(scene.diagnose().path().verdict()).startsWith("Nothing is broken");
    }

    @Test
    void theOnlyTargetThatLeavesIsRegisteredAgain() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, Parts.target("draining", "Target.DeregistrationInProgress", "", "")));

        assertThat(scene.finding(TgtState.RULE).fix().commands())
                .singleElement()
                .asString()
                .contains(
                        "elbv2 register-targets --target-group-arn " + TARGET_GROUP_ARN,
                        "--targets Id=" + ReferenceTopology.INSTANCE_ID + ",Port=5000");
    }

    @Test
    void ofTwoTargetsOneThatIsShutOffDoesNotStopTheOther() {
        Scene scene = Scene.with(one ->
                Parts.targets(one, Parts.target("healthy", "", "", ""), onPort5001("unhealthy", "Target.Timeout")));
        scene.box = new Box(
                List.of(new BoundPort("0.0.0.0", 5000), new BoundPort("0.0.0.0", 5001)),
                scene.box.console(),
                scene.box.containers(),
                scene.box.resources(),
                scene.box.idleTimeout(),
                NOON);

        assertThat(scene.finding(TgtSg.RULE).severity()).isEqualTo(Severity.ERROR);
        assertThat(scene.diagnose().firstBroken()).isEmpty();
    }

    @Test
    void aTargetWhoseHealthNobodyChecksStopsNothing() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, Parts.target("unavailable", "Target.HealthCheckDisabled", "", "")));

        assertThat(scene.finding(TgtState.RULE).severity()).isEqualTo(Severity.WARNING);
        assertThat(scene.diagnose().firstBroken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "d111111abcdef8.cloudfront.net, by its name that is no load balancer of AWS",
        "old-1.us-east-1.elb.amazonaws.com, 'created anew, or belongs to another account'"
    })
    void whatADomainLeadsToInsteadIsCalledALoadBalancerOnlyByItsName(String name, String words) {
        Scene scene = Scene.with(
                one -> one.aws(all -> all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN, name), List.of("192.0.2.1"))))));

        assertThat(scene.finding(DnsOtherLb.RULE).cause()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"44.194.144.99, of the instance.", "'', 'as soon as it has a public address.'"})
    void anInstanceWithoutAPublicAddressIsNotReachedYet(String publicIp, String words) {
        Scene scene = Scene.with(one -> Parts.instance(one, publicIp, NOON, "required", 1));

        assertThat(scene.finding(ExpSshOpen.RULE).cause()).endsWith(words);
    }

    @Test
    void addressesOfTheLoadBalancerAreNotTheInstancesElasticIp() {
        Scene scene = Scene.with(one -> one.aws(all ->
                all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN, LOAD_BALANCER_DNS_NAME), List.of(PUBLIC_IP))))));

        assertThat(scene.rules()).doesNotContain(DnsToEip.RULE, DnsOtherLb.RULE);
    }

    @Test
    void aNetworkLoadBalancerIsNotToldToHaveAnHttpsListener() {
        LoadBalancer one = ReferenceTopology.loadBalancer();
        var network = new LoadBalancer(
                one.name(),
                one.dnsName(),
                one.arn().replace("/app/", "/net/"),
                one.scheme(),
                one.state(),
                one.stateReason(),
                one.vpcId(),
                one.securityGroupIds(),
                one.subnetIds(),
                one.availabilityZones());
        Scene scene = Scene.with(change -> {
            change.aws(all -> all.loadBalancer(Fact.known(network)));
            Parts.listeners(
                    change,
                    listener -> Parts.listener(
                            listener, "TLS", 443, listener.sslPolicy(), listener.certificateArns(), listener.rules()));
        });

        assertThat(scene.rules()).doesNotContain(LbNoHttps.RULE);
        assertThat(scene.diagnose().path().verdict()).contains("is not known", "no Application Load Balancer");
    }

    @Test
    void whoComesOverIpv6IsNotTheLoadBalancer() {
        Scene scene = Scene.with(one -> {
            Parts.inbound(one, INSTANCE_GROUP_ID, ReferenceTopology.apiRule("::/0"));
            Parts.unhealthy(one, "unhealthy", "Target.Timeout", "Request timed out");
        });

        assertThat(scene.finding(TgtTimeout.RULE).fix().advice())
                .startsWith("Check that its security group admits the load balancer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "203.0.113.0/24", "pl-3b927c52"})
    void httpsForSomeOnlyIsSaidButIsNotBroken(String source) {
        Scene scene = Scene.with(one -> Parts.inbound(
                one, LOAD_BALANCER_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 443, 443, source, "")));

        Finding finding = scene.finding(LbSg443.RULE);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.stops()).isFalse();
        assertThat(finding.title()).endsWith("from everybody");
        assertThat(finding.cause()).contains(source);
    }

    @Test
    void aHealthCheckOnAPortThatIsShutIsNoOverload() {
        Scene scene = Scene.with(one -> {
            Parts.inbound(one, INSTANCE_GROUP_ID, ReferenceTopology.apiRule(LOAD_BALANCER_GROUP_ID));
            Parts.unhealthy(one, "unhealthy", "Target.Timeout", "Request timed out");
            Parts.groups(one, group -> checkedOn(group, "8081"));
        });

        Finding finding = scene.finding(TgtSg.RULE);
        assertThat(finding.cause()).contains("TCP 8081");
        assertThat(finding.fix().commands()).singleElement().asString().contains("--port 8081");
        assertThat(scene.rules()).doesNotContain(TgtTimeout.RULE);
    }

    @Test
    void aHealthCheckOnAnotherPortProvesNothingOfTheProtocol() {
        Scene scene = Scene.with(one -> Parts.groups(
                one, group -> checkedOn(Parts.group(group, "HTTPS", group.targets(), Duration.ofSeconds(30)), "8081")));

        assertThat(scene.rules()).doesNotContain(TgProtocol.RULE);
    }

    private static TargetGroup checkedOn(TargetGroup group, String port) {
        HealthCheck check = group.healthCheck();
        return new TargetGroup(
                group.name(),
                group.arn(),
                group.protocol(),
                group.protocolVersion(),
                group.port(),
                group.targetType(),
                group.vpcId(),
                new HealthCheck(
                        check.enabled(),
                        check.protocol(),
                        port,
                        check.path(),
                        check.matcher(),
                        check.interval(),
                        check.timeout(),
                        check.healthyThreshold(),
                        check.unhealthyThreshold()),
                group.targets(),
                group.deregistrationDelay());
    }

    @Test
    void aLoadBalancerWhoseGroupLetsNothingOutIsSaidToBeTheCause() {
        Scene scene = Scene.with(one -> {
            Parts.unhealthy(one, "unhealthy", "Target.Timeout", "Request timed out");
            one.aws(all -> all.securityGroups(all.topology().securityGroups().map(some -> some.stream()
                    .map(group -> group.id().equals(LOAD_BALANCER_GROUP_ID) ? keptIn(group) : group)
                    .toList())));
        });

        assertThat(scene.finding(TgtTimeout.RULE).fix().advice())
                .startsWith("No outbound rule of the load balancer's security group")
                .contains("TCP 5000");
    }

    private static SecurityGroup keptIn(SecurityGroup one) {
        return new SecurityGroup(one.id(), one.name(), one.description(), one.vpcId(), one.inbound(), List.of());
    }

    @Test
    void aCertificateWhoseRecordAcmDoesNotSayYetIsToldWithoutOne() {
        Certificate spare = Parts.spare(Faults.SPARE_ARN, "PENDING_VALIDATION", NOON);
        Scene scene = Scene.with(one -> Parts.moreCertificates(
                one,
                new Certificate(
                        spare.arn(),
                        spare.domainName(),
                        spare.subjectAlternativeNames(),
                        spare.type(),
                        spare.status(),
                        spare.keyAlgorithm(),
                        spare.serial(),
                        spare.issuer(),
                        spare.createdAt(),
                        spare.notBefore(),
                        spare.notAfter(),
                        "",
                        "",
                        List.of(),
                        List.of(new Certificate.ValidationRecord(DOMAIN, "PENDING_VALIDATION", "", "", "")))));

        assertThat(scene.finding(AcmPending.RULE).fix().advice()).startsWith("It needs the record that ACM shows.");
    }
}
