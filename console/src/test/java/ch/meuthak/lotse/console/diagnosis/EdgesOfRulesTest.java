package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.RuleByName;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipLoose;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsNxdomain;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpConsole;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpired;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpiring;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmNotInUse;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingLate;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRenewalPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsPolicy;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunKeepalive;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunMemory;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRelease;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRestarts;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtCode;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtFailOpen;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtLoopback;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtPort;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtSlowStart;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtTimeout;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgtDrainingLong;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a rule begins and where it ends: what is just beside its fault is told by no rule, or by another one. */
class EdgesOfRulesTest {

    @ParameterizedTest
    @CsvSource({"60, false", "61, true"})
    void aDelayIsLongFromMoreThanAMinuteOn(int seconds, boolean isLong) {
        Scene scene = Scene.with(one -> Parts.groups(
                one, group -> Parts.group(group, group.protocol(), group.targets(), Duration.ofSeconds(seconds))));

        assertThat(scene.rules().contains(TgtDrainingLong.RULE)).isEqualTo(isLong);
    }

    @Test
    void ofTwoCertificatesForTheDomainTheOneThatWorksIsServed() {
        Scene scene = Scene.with(one -> {
            var revoked = Parts.until(Parts.spare(Faults.SPARE_ARN, "REVOKED", NOON), NOON.plus(Duration.ofDays(900)));
            Parts.moreCertificates(one, Parts.status(revoked, "REVOKED", ""));
            Parts.certificateArns(one, CERTIFICATE_ARN, Faults.SPARE_ARN);
        });

        assertThat(scene.rules()).containsExactly(ExpApiOpen.RULE, ExpSshOpen.RULE);
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, true", "61, false"})
    void aServiceMustKeepConnectionsForLongerThanTheLoadBalancer(int seconds, boolean isFound) {
        Scene scene = Scene.with(one -> one.box = new Box(
                one.box.api(),
                one.box.console(),
                one.box.containers(),
                one.box.resources(),
                Optional.of(Duration.ofSeconds(seconds)),
                NOON));

        assertThat(scene.rules().contains(RunKeepalive.RULE)).isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({"60, false", "61, true"})
    void aTargetIsSlowAfterTwoIntervals(int seconds, boolean isSlow) {
        Scene scene = Faults.scene(TgtSlowStart.RULE);
        scene.watchedFor = Duration.ofSeconds(seconds);

        assertThat(scene.rules().contains(TgtSlowStart.RULE)).isEqualTo(isSlow);
    }

    @Test
    void aVisitFromBeforeTheTargetsWereIllSaysNothingOfFailingOpen() {
        Scene scene = Faults.scene(TgtFailOpen.RULE);
        Duration some = Duration.ofMillis(12);
        scene.domain = HttpVisit.answered(
                scene.domain.url(),
                200,
                Scene.RELEASE,
                new Latency(some, some, some, some),
                NOON.minus(Duration.ofSeconds(61)));

        assertThat(scene.rules()).doesNotContain(TgtFailOpen.RULE).contains(TgtCode.RULE);
    }

    private static Scene timedOutBehind(String source) {
        return Scene.with(one -> {
            Parts.inbound(one, INSTANCE_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 5000, 5000, source, ""));
            Parts.unhealthy(one, "unhealthy", "Target.Timeout", "Request timed out");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "sg-00000000000000000, TGT_SG",
        "198.51.100.0/24, TGT_SG",
        "172.31.0.0/16, TGT_TIMEOUT",
        "pl-3b927c52, TGT_TIMEOUT",
        "0.0.0.0/0, TGT_TIMEOUT",
        LOAD_BALANCER_GROUP_ID + ", TGT_TIMEOUT"
    })
    void whoIsLetInDecidesWhyATargetDoesNotAnswer(String source, @ConvertWith(RuleByName.class) Rule expected) {
        assertThat(timedOutBehind(source).rules())
                .filteredOn(rule -> rule == TgtSg.RULE || rule == TgtTimeout.RULE)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        LOAD_BALANCER_GROUP_ID + ", Its security group admits the load balancer",
        "172.31.0.0/16, Check that its security group admits"
    })
    void onlyWhoIsSurelyLetInIsSaidToBe(String source, String advice) {
        assertThat(timedOutBehind(source).finding(TgtTimeout.RULE).fix().advice())
                .startsWith(advice);
    }

    /** A target that answers with a wrong code answers the load balancer, whoever the rules name. */
    @Test
    void aTargetThatAnswersIsNotSaidToBeShutOff() {
        Scene scene = Scene.with(one -> {
            Parts.inbound(
                    one, INSTANCE_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 5000, 5000, "198.51.100.0/24", ""));
            Parts.unhealthy(one, "unhealthy", "Target.ResponseCodeMismatch", "codes: [404]");
        });

        assertThat(scene.rules()).contains(TgtCode.RULE).doesNotContain(TgtSg.RULE);
    }

    @Test
    void anInstanceWithoutAPublicAddressIsNotReachedByTheWorld() {
        Scene scene = Scene.with(one -> Parts.instance(one, "", NOON.minus(Duration.ofHours(3)), "required", 2));

        assertThat(scene.rules()).doesNotContain(ExpApiOpen.RULE);
    }

    @ParameterizedTest
    @CsvSource({"30, ", "29, WARNING", "14, WARNING", "13, ERROR", "7, ERROR", "6, CRITICAL", "0, CRITICAL"})
    void theFewerDaysAreLeftTheMoreItMatters(int days, Severity expected) {
        Scene scene = Scene.with(one -> Parts.certificate(
                one,
                certificate ->
                        Parts.until(certificate, NOON.plus(Duration.ofDays(days).plusHours(1)))));

        assertThat(scene.diagnose()
                        .all()
                        .filter(one -> one.rule() == AcmExpiring.RULE)
                        .map(Finding::severity))
                .isEqualTo(Stream.ofNullable(expected).toList());
    }

    @Test
    void aCertificateThatEndedAnHourAgoHasExpired() {
        Scene scene = Scene.with(one ->
                Parts.certificate(one, certificate -> Parts.until(certificate, NOON.minus(Duration.ofHours(1)))));

        assertThat(scene.rules()).contains(AcmExpired.RULE).doesNotContain(AcmExpiring.RULE);
    }

    @ParameterizedTest
    @CsvSource({"60, false", "61, true"})
    void aValidationIsLateAfterSixtyHours(int hours, boolean isLate) {
        Scene scene = Scene.with(one -> Parts.moreCertificates(
                one, Parts.spare(Faults.SPARE_ARN, "PENDING_VALIDATION", NOON.minus(Duration.ofHours(hours)))));

        assertThat(scene.rules().contains(AcmPendingLate.RULE)).isEqualTo(isLate);
    }

    @Test
    void aSpareCertificateHardlyMattersWhileAnotherWorks() {
        assertThat(Faults.scene(AcmNotInUse.RULE).finding(AcmNotInUse.RULE).severity())
                .isEqualTo(Severity.INFO);
        Scene without = Scene.with(one -> {
            Faults.of(AcmNotInUse.RULE).accept(one);
            one.aws(all -> all.listeners(Fact.known(List.of())));
        });
        assertThat(without.finding(AcmNotInUse.RULE).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whatHasExpiredIsNotToldToBeRenewed() {
        Scene scene = Scene.with(one -> Parts.certificate(
                one,
                certificate -> Parts.certificate(
                        certificate,
                        certificate.subjectAlternativeNames(),
                        certificate.type(),
                        "EXPIRED",
                        Optional.of(NOON.minus(Duration.ofDays(1))),
                        "PENDING_VALIDATION",
                        "")));

        assertThat(scene.rules()).contains(AcmExpired.RULE).doesNotContain(AcmRenewalPending.RULE);
    }

    @Test
    void aLoadBalancerWithoutAnAddressIsNotToldToNeedARecord() {
        Scene scene = Scene.with(one ->
                one.aws(all -> all.dns(Fact.known(new DnsAnswer(List.of(DOMAIN, LOAD_BALANCER_DNS_NAME), List.of())))));

        assertThat(scene.finding(DnsNxdomain.RULE).cause()).isEqualTo(LOAD_BALANCER_DNS_NAME + " has no address.");
    }

    @Test
    void ofSeveralLooseAddressesNoneIsReleasedByACommand() {
        Scene scene = Scene.with(one -> one.aws(all -> all.elasticIps(Fact.known(List.of(
                new ElasticIp("198.51.100.10", "eipalloc-1", "", "", "", "", ""),
                new ElasticIp("198.51.100.11", "eipalloc-2", "", "", "", "", ""))))));

        assertThat(scene.finding(EipLoose.RULE).fix().commands()).isEmpty();
        assertThat(Faults.scene(EipLoose.RULE).finding(EipLoose.RULE).fix().commands())
                .hasSize(1);
    }

    @Test
    void theConsolesPortBetweenTwoGroupsIsNotOpenToPeople() {
        Scene scene = Scene.with(one -> Parts.moreInbound(
                one,
                new SecurityGroupRule(
                        "sgr-1", "tcp", Scene.CONSOLE_PORT, Scene.CONSOLE_PORT, LOAD_BALANCER_GROUP_ID, "")));

        assertThat(scene.rules()).doesNotContain(ExpConsole.RULE);
    }

    @ParameterizedTest
    @CsvSource({
        "TGT_CODE, 'The state of " + INSTANCE_ID
                + ":5000 is unhealthy, Target.ResponseCodeMismatch: Health checks failed with these codes: [404].'",
        "TGT_STOPPED, 'The state of " + INSTANCE_ID + ":5000 is unused, Target.InvalidState.'"
    })
    void whatAwsSaidOfATargetIsTheEvidence(@ConvertWith(RuleByName.class) Rule rule, String fact) {
        assertThat(Faults.scene(rule).finding(rule).evidence()).anySatisfy(evidence -> {
            assertThat(evidence.fact()).isEqualTo(fact);
            assertThat(evidence.source()).isEqualTo("DescribeTargetHealth");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ELBSecurityPolicy-2016-08",
                "ELBSecurityPolicy-2015-05",
                "ELBSecurityPolicy-TLS-1-0-2015-04",
                "ELBSecurityPolicy-TLS-1-1-2017-01",
                "ELBSecurityPolicy-FS-2018-06",
                "ELBSecurityPolicy-FS-1-1-2019-08",
                "ELBSecurityPolicy-TLS13-1-0-2021-06",
                "ELBSecurityPolicy-TLS13-1-1-2021-06",
                "ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04",
                "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04"
            })
    void aPolicyThatAgreesToTls10Or11IsOld(String policy) {
        assertThat(Scene.with(one -> Parts.policy(one, policy)).rules()).contains(TlsPolicy.RULE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ELBSecurityPolicy-TLS13-1-2-2021-06",
                "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
                "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
                "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
                "ELBSecurityPolicy-TLS13-1-3-2021-06",
                "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
                "ELBSecurityPolicy-TLS-1-2-2017-01",
                "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
                "ELBSecurityPolicy-FS-1-2-2019-08",
                "ELBSecurityPolicy-FS-1-2-Res-2020-10"
            })
    void aPolicyThatBeginsWithTls12IsNot(String policy) {
        assertThat(Scene.with(one -> Parts.policy(one, policy)).rules()).doesNotContain(TlsPolicy.RULE);
    }

    /** With several boxes nobody knows which of them the console is on. */
    @Test
    void whereThisBoxPublishesSaysNothingOfTheTargetsOfAnother() {
        Scene scene = Scene.with(one -> {
            Faults.of(TgtPort.RULE).accept(one);
            Parts.targets(
                    one,
                    Parts.target("healthy", "", "", ""),
                    new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "healthy", "", "", ""));
        });

        assertThat(scene.rules()).doesNotContain(TgtPort.RULE, TgtLoopback.RULE);
    }

    @Test
    void whileADeploymentRunsAnotherReleaseMayAnswer() {
        Scene scene = Faults.scene(RunRelease.RULE);
        scene.release = new ReleaseFacts(true, scene.release.serving(), true, true, "A deployment runs.");

        assertThat(scene.rules()).doesNotContain(RunRelease.RULE);
    }

    @ParameterizedTest
    @CsvSource({"9, true", "11, false"})
    void aContainerThatHasRunForTenMinutesHasGotOverIt(int minutes, boolean isFound) {
        Scene scene = Scene.with(one -> one.containers(new Box.Container(
                "backend", "lotse_backend_1", "running", 3, NOON.minus(Duration.ofMinutes(minutes)), List.of())));

        assertThat(scene.rules().contains(RunRestarts.RULE)).isEqualTo(isFound);
    }

    @Test
    void aReleaseThatTheKernelKilledForMemoryIsNotSaidToEndForNoReason() {
        Scene scene = Scene.with(one -> one.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(2)))));

        assertThat(scene.rules()).contains(RunMemory.RULE).doesNotContain(RunRestarts.RULE);
        Finding finding = scene.finding(RunMemory.RULE);
        assertThat(finding.cause())
                .contains("ran out of memory: the kernel killed it at its limit of 192 MiB (exit code 137)", "4 times");
        assertThat(finding.evidence().getFirst().fact()).contains("used 187 MiB");
        assertThat(finding.fix().advice()).contains("Raise mem_limit of the service backend");
    }

    @Test
    void tenMinutesLaterItHasGotOverIt() {
        assertThat(Scene.with(one -> one.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(11)))))
                        .rules())
                .doesNotContain(RunMemory.RULE, RunRestarts.RULE);
    }

    @Test
    void whatKeepsEndingSaysHowItEndedLast() {
        var end = new Box.End(1, false, NOON.minus(Duration.ofMinutes(1)), Optional.empty());
        Scene scene = Scene.with(one -> one.containers(new Box.Container(
                "backend", "lotse_backend_1", "running", 3, end.at(), List.of(), 0, Optional.of(end))));

        assertThat(scene.finding(RunRestarts.RULE).cause()).contains("exited with code 1 (an error of the program");
    }

    /** A group that is missing in what was read may be the one that lets the load balancer in. */
    @Test
    void whenNotAllGroupsWereReadNobodyIsSaidToBeShutOff() {
        Scene scene = Scene.with(one -> {
            Parts.unhealthy(one, "unhealthy", "Target.Timeout", "Request timed out");
            one.aws(all -> all.securityGroups(all.topology().securityGroups().map(some -> some.stream()
                    .filter(group -> !group.id().equals(INSTANCE_GROUP_ID))
                    .toList())));
        });

        assertThat(scene.rules()).contains(TgtTimeout.RULE).doesNotContain(TgtSg.RULE);
    }

    @Test
    void theBoxMayPublishElsewhereToo() {
        Scene scene = Scene.with(one -> one.box = new Box(
                List.of(new BoundPort("127.0.0.1", 5000), new BoundPort("0.0.0.0", 5000)),
                one.box.console(),
                one.box.containers(),
                one.box.resources(),
                one.box.idleTimeout(),
                NOON));

        assertThat(scene.rules()).doesNotContain(TgtLoopback.RULE, TgtPort.RULE);
    }
}
