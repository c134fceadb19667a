package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredDenied;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredExpired;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredFile;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredImdsHops;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredLabEnded;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredNone;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredPartial;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredRefused;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredRegion;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxCredits;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxDisk;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxMemory;
import ch.meuthak.lotse.console.diagnosis.rules.change.Drift;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipLoose;
import ch.meuthak.lotse.console.diagnosis.rules.change.LabRestarted;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsLoop;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsNxdomain;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsOtherLb;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsToEip;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpConsole;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpImdsv1;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpOther;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleHost;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleNoTg;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpired;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpiring;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmFailed;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmImported;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmName;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmNotInUse;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingDoubled;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingLate;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRegion;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRenewalPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmTimedOut;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmUnusable;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbHttpForwards;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsChain;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsPolicy;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsServedDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbInternal;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbSg443;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbState;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbSubnetNoIgw;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDirectOk;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDown;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunKeepalive;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunMemory;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunNoAnswer;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRelease;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRestarts;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgNotInUse;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtCode;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtFailOpen;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtLoopback;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtPort;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtShift;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtSlowStart;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtStopped;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtTimeout;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgEmpty;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgtDrainingLong;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Denial;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.MetadataService;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** For each rule, one thing that goes wrong in the healthy reference deployment, and what follows from it by itself. */
public final class Faults {
    static final String SPARE_ARN = CERTIFICATE_ARN.replace("9272c48c", "1111c48c");
    private static final String WANTED = "_3639ac514e785e898d2646601fa951d5.mhbtsbpdnt.acm-validations.aws.";
    private static final String NAME = "_dasisteintest123456789e3260f8f90.backend.meuthak.ch.";

    private static final Map<Rule, Consumer<Scene>> ALL = new LinkedHashMap<>();

    private Faults() {}

    static {
        access();
        dns();
        loadBalancer();
        certificates();
        validation();
        tls();
        forwarding();
        targetGroup();
        targets();
        network();
        release();
        addresses();
    }

    /** The rules that there is a fault for, in the order of the rulebook. */
    static List<Rule> rules() {
        return Rulebook.ALL.stream().filter(ALL::containsKey).toList();
    }

    /** The one for a rule; there must be one. */
    static Consumer<Scene> of(Rule rule) {
        return Optional.ofNullable(ALL.get(rule)).orElseThrow(() -> new AssertionError("no fault for " + rule.id()));
    }

    /** The reference deployment with it. */
    static Scene scene(Rule rule) {
        return Scene.with(of(rule));
    }

    /** Every command that mends one of them, each once. */
    public static List<String> commands() {
        return ALL.values().stream()
                .flatMap(fault -> Scene.with(fault).diagnose().all())
                .flatMap(finding -> finding.fix().commands().stream())
                .distinct()
                .toList();
    }

    private static void failing(Scene scene, String error, String cause, String remedy) {
        scene.aws(all -> all.nothingRead(error, cause, remedy));
    }

    private static void access() {
        ALL.put(
                CredNone.RULE,
                scene -> failing(scene, "NoCredentials", "There are no AWS credentials.", "Attach some."));
        ALL.put(CredPartial.RULE, scene -> scene.access = Parts.access(KeyKind.TEMPORARY, false));
        ALL.put(
                CredFile.RULE,
                scene -> scene.access = Parts.accessWith(
                        new CredentialsFile.Flaw("There are 2 blocks [default].", CredentialsFile.Weight.RISKY)));
        ALL.put(CredImdsHops.RULE, scene -> {
            scene.access = Parts.accessWithout(MetadataService.SILENT);
            Parts.instance(scene, PUBLIC_IP, NOON.minus(Duration.ofHours(3)), "required", 1);
        });
        ALL.put(
                CredExpired.RULE,
                scene -> failing(scene, "ExpiredToken", "The session credentials have expired.", "Paste new ones."));
        ALL.put(CredLabEnded.RULE, scene -> {
            Fact<Account> account = scene.topology.topology().account();
            scene.aws(all -> all.nothingRead(
                    new Problem("", "AccessDenied", "The lab session is over.", "Start it.", Denial.LAB_ENDED)));
            scene.aws(all -> all.account(account));
        });
        ALL.put(CredRegion.RULE, scene -> {
            Fact<Account> account = scene.topology.topology().account();
            failing(scene, "UnauthorizedOperation", "The credentials may not call it.", "Allow it.");
            scene.aws(all -> all.account(account).region("eu-central-1"));
        });
        ALL.put(
                CredRefused.RULE,
                scene -> failing(scene, "InvalidClientTokenId", "AWS does not accept the credentials.", "Check them."));
        ALL.put(CredDenied.RULE, scene -> {
            var denied = new Problem(
                    "DescribeTargetHealth", "AccessDenied", "The credentials may not call it.", "Allow it.");
            Parts.groups(scene, one -> Parts.group(one, one.protocol(), Fact.failed(denied), Duration.ofSeconds(30)));
            scene.aws(all -> all.problems(denied));
        });
    }

    private static void dns() {
        ALL.put(
                DnsLoop.RULE,
                scene -> scene.aws(all -> all.dns(Fact.failed(new Problem(
                        "DNS", "Loop", "The CNAME records lead in a circle: a -> b -> a.", "Mend them.")))));
        ALL.put(DnsNxdomain.RULE, scene -> scene.aws(ReferenceTopology::domainUnknown));
        ALL.put(DnsToEip.RULE, scene -> scene.aws(ReferenceTopology::domainAtElasticIp));
        ALL.put(
                DnsOtherLb.RULE,
                scene -> scene.aws(all -> all.dns(Fact.known(
                        new DnsAnswer(List.of(DOMAIN, "old-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1"))))));
    }

    private static void loadBalancer() {
        ALL.put(
                LbAbsent.RULE,
                scene -> scene.aws(all -> all.loadBalancer(Fact.failed(new Problem(
                        "DescribeLoadBalancers", "LoadBalancerNotFound", "It is not in us-east-1.", "Correct it.")))));
        ALL.put(LbState.RULE, scene -> Parts.balancer(scene, "internet-facing", "failed"));
        ALL.put(LbInternal.RULE, scene -> Parts.balancer(scene, "internal", "active"));
        ALL.put(LbSg443.RULE, scene -> Parts.inbound(scene, LOAD_BALANCER_GROUP_ID, sshRule("0.0.0.0/0")));
        ALL.put(
                LbSubnetNoIgw.RULE,
                scene -> scene.aws(all -> all.routeTables(Fact.known(List.of(
                        new RouteTable("rtb-0d6b38f21ca95e740", true, List.of(), ""),
                        new RouteTable(
                                "rtb-0a1b2c3d4e5f60718", false, List.of("subnet-1"), "igw-09a1d5e7c3b2f4860"))))));
        ALL.put(LbNoHttps.RULE, scene -> scene.aws(all -> all.listeners(Fact.known(List.of()))));
        ALL.put(LbHttpForwards.RULE, Parts::clearText);
    }

    private static void certificates() {
        ALL.put(
                AcmName.RULE,
                scene -> Parts.certificate(
                        scene,
                        one -> Parts.certificate(
                                one, List.of("other.meuthak.ch"), one.type(), one.status(), one.notAfter(), "", "")));
        ALL.put(
                AcmRegion.RULE,
                scene -> Parts.moreCertificates(
                        scene, Parts.spare(SPARE_ARN.replace("us-east-1", "eu-central-1"), "PENDING", NOON)));
        ALL.put(
                AcmExpired.RULE,
                scene -> Parts.certificate(scene, one -> Parts.until(one, NOON.minus(Duration.ofDays(1)))));
        ALL.put(AcmUnusable.RULE, scene -> Parts.certificate(scene, one -> Parts.status(one, "REVOKED", "")));
        ALL.put(
                AcmExpiring.RULE,
                scene -> Parts.certificate(scene, one -> Parts.until(one, NOON.plus(Duration.ofDays(20)))));
        ALL.put(
                AcmRenewalPending.RULE,
                scene -> Parts.certificate(
                        scene,
                        one -> Parts.certificate(
                                one,
                                one.subjectAlternativeNames(),
                                one.type(),
                                one.status(),
                                Optional.of(NOON.plus(Duration.ofDays(20))),
                                "PENDING_VALIDATION",
                                "")));
        ALL.put(
                AcmImported.RULE,
                scene -> Parts.certificate(
                        scene,
                        one -> Parts.certificate(
                                one,
                                one.subjectAlternativeNames(),
                                "IMPORTED",
                                one.status(),
                                Optional.of(NOON.plus(Duration.ofDays(20))),
                                "",
                                "")));
        ALL.put(AcmNotInUse.RULE, scene -> Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "ISSUED", NOON)));
    }

    private static void pending(Scene scene, Duration age, String value, String doubled) {
        Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "PENDING_VALIDATION", NOON.minus(age)));
        scene.zone = Scene.zone(Fact.known(List.of()), new ValidationLookup(NAME, "meuthak.ch", value, doubled));
    }

    private static void validation() {
        Duration day = Duration.ofDays(1);
        ALL.put(AcmPending.RULE, scene -> pending(scene, day, WANTED, ""));
        ALL.put(AcmPendingDoubled.RULE, scene -> pending(scene, day, "", WANTED));
        ALL.put(AcmPendingAbsent.RULE, scene -> pending(scene, day, "", ""));
        ALL.put(AcmPendingDiffers.RULE, scene -> pending(scene, day, "_old.acm-validations.aws.", ""));
        ALL.put(AcmPendingLate.RULE, scene -> pending(scene, Duration.ofHours(61), WANTED, ""));
        ALL.put(
                AcmTimedOut.RULE,
                scene -> Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "VALIDATION_TIMED_OUT", NOON)));
        ALL.put(AcmFailed.RULE, scene -> {
            Parts.moreCertificates(scene, Parts.status(Parts.spare(SPARE_ARN, "FAILED", NOON), "FAILED", "CAA_ERROR"));
            scene.zone = Scene.zone(Fact.known(List.of("letsencrypt.org")));
        });
    }

    private static void tls() {
        ALL.put(TlsServedDiffers.RULE, scene -> scene.tls = Scene.tls("00:99", ""));
        ALL.put(TlsChain.RULE, scene -> scene.tls = Scene.tls(scene.tls.serial(), "the chain is incomplete"));
        ALL.put(TlsPolicy.RULE, scene -> Parts.policy(scene, "ELBSecurityPolicy-2016-08"));
    }

    private static ListenerRule answering(String priority) {
        return new ListenerRule(RULE_ARN, priority, List.of(), Action.fixedResponse("404"));
    }

    private static void forwarding() {
        ALL.put(
                RuleHost.RULE,
                scene -> Parts.rules(
                        scene,
                        new ListenerRule(
                                RULE_ARN.replace("9f1c", "aaaa"),
                                "10",
                                List.of(Condition.host("backnd.meuthak.ch")),
                                Action.forward(ReferenceTopology.TARGET_GROUP_ARN)),
                        answering("default")));
        ALL.put(RuleNoTg.RULE, scene -> Parts.rules(scene, answering("default")));
    }

    private static void targetGroup() {
        ALL.put(TgEmpty.RULE, Parts::targets);
        ALL.put(
                TgProtocol.RULE,
                scene -> Parts.groups(scene, one -> Parts.group(one, "HTTPS", one.targets(), Duration.ofSeconds(30))));
        ALL.put(
                TgtDrainingLong.RULE,
                scene -> Parts.groups(
                        scene, one -> Parts.group(one, one.protocol(), one.targets(), Duration.ofMinutes(5))));
    }

    private static void targets() {
        ALL.put(
                TgtFailOpen.RULE,
                scene -> Parts.targets(
                        scene, Parts.target("unhealthy", "Target.ResponseCodeMismatch", "codes: [404]", "")));
        ALL.put(TgNotInUse.RULE, scene -> Parts.unhealthy(scene, "unused", "Target.NotInUse", ""));
        ALL.put(TgtStopped.RULE, scene -> Parts.unhealthy(scene, "unused", "Target.InvalidState", ""));
        ALL.put(TgtRefused.RULE, scene -> Parts.unhealthy(scene, "unhealthy", "Target.FailedHealthChecks", "x"));
        ALL.put(TgtTimeout.RULE, scene -> Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "x"));
        ALL.put(
                TgtCode.RULE,
                scene -> Parts.unhealthy(
                        scene,
                        "unhealthy",
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [404]"));
        ALL.put(TgtState.RULE, scene -> Parts.unhealthy(scene, "draining", "Target.DeregistrationInProgress", ""));
        ALL.put(TgtSlowStart.RULE, scene -> {
            Parts.unhealthy(scene, "initial", "Elb.InitialHealthChecking", "");
            scene.watchedFor = Duration.ofSeconds(61);
        });
        ALL.put(TgtShift.RULE, scene -> Parts.targets(scene, Parts.target("healthy", "", "", "zonal_shift_active")));
        ALL.put(TgtLoopback.RULE, scene -> scene.box = boxAt("127.0.0.1", 5000));
        ALL.put(TgtPort.RULE, scene -> scene.box = boxAt("0.0.0.0", 8080));
    }

    private static Box boxAt(String address, int port) {
        return new Box(
                List.of(new BoundPort(address, port)),
                List.of(new BoundPort("127.0.0.1", Scene.CONSOLE_PORT)),
                List.of(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(75)),
                NOON);
    }

    private static SecurityGroupRule open(int port) {
        return new SecurityGroupRule("sgr-0aaaabbbbccccdddd", "tcp", port, port, "0.0.0.0/0", "");
    }

    private static void network() {
        ALL.put(TgtSg.RULE, scene -> {
            Parts.inbound(scene, INSTANCE_GROUP_ID, sshRule("203.0.113.7/32"));
            Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "Request timed out");
        });
        ALL.put(
                ExpApiOpen.RULE,
                scene -> Parts.inbound(
                        scene, INSTANCE_GROUP_ID, ReferenceTopology.apiRule("::/0"), sshRule("203.0.113.7/32")));
        ALL.put(
                ExpSshOpen.RULE,
                scene -> Parts.inbound(
                        scene, INSTANCE_GROUP_ID, ReferenceTopology.apiRule(LOAD_BALANCER_GROUP_ID), sshRule("::/0")));
        ALL.put(ExpOther.RULE, scene -> closedAnd(scene, open(3306)));
        ALL.put(ExpConsole.RULE, scene -> closedAnd(scene, open(Scene.CONSOLE_PORT)));
        ALL.put(ExpImdsv1.RULE, scene -> {
            closedAnd(scene);
            Parts.instance(scene, PUBLIC_IP, NOON.minus(Duration.ofHours(3)), "optional", 2);
        });
    }

    /** What is open in the reference is found first: it is closed for faults that are found after it. */
    private static void closedAnd(Scene scene, SecurityGroupRule... more) {
        Parts.inbound(
                scene, INSTANCE_GROUP_ID, ReferenceTopology.apiRule(LOAD_BALANCER_GROUP_ID), sshRule("203.0.113.7/32"));
        List.of(more).forEach(rule -> Parts.moreInbound(scene, rule));
    }

    private static void release() {
        ALL.put(
                RunDown.RULE,
                scene -> scene.release = new ReleaseFacts(
                        false, Optional.of(Scene.RELEASE), false, true, "It has exited with code 143."));
        ALL.put(RunRelease.RULE, scene -> scene.domain = Scene.visit(scene.domain.url(), 200, "1.3.0+0123456789ab"));
        ALL.put(
                RunKeepalive.RULE,
                scene -> scene.box = new Box(
                        scene.box.api(),
                        scene.box.console(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(5)),
                        NOON));
        box();
        ALL.put(RunDirectOk.RULE, Scene::unanswered);
        ALL.put(RunNoAnswer.RULE, scene -> {
            scene.unanswered();
            scene.straight = HttpVisit.unanswered(scene.straight.url(), "the connection was refused", NOON);
        });
    }

    private static void box() {
        ALL.put(
                RunEdge.RULE,
                scene -> scene.containers(
                        Scene.container("edge", "exited", 0), Scene.container("backend", "running", 0)));
        ALL.put(RunMemory.RULE, scene -> scene.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(9)))));
        ALL.put(
                RunRestarts.RULE,
                scene -> scene.containers(new Box.Container(
                        "backend", "lotse_backend_1", "running", 3, NOON.minus(Duration.ofMinutes(1)), List.of())));
        ALL.put(BoxMemory.RULE, scene -> scene.left(Scene.resources(47, 3000, 0.01)));
        ALL.put(BoxDisk.RULE, scene -> scene.left(Scene.resources(400, 511, 0.01)));
        ALL.put(BoxCredits.RULE, scene -> scene.left(Scene.resources(400, 3000, 0.5)));
    }

    private static void addresses() {
        ALL.put(LabRestarted.RULE, scene -> {
            closedAnd(scene);
            Parts.instance(scene, "198.51.100.9", NOON.minus(Duration.ofMinutes(2)), "required", 2);
        });
        ALL.put(EipDiffers.RULE, scene -> {
            closedAnd(scene);
            Parts.instance(scene, "198.51.100.9", NOON.minus(Duration.ofHours(3)), "required", 2);
        });
        ALL.put(EipLoose.RULE, scene -> {
            closedAnd(scene);
            ElasticIp was = ReferenceTopology.elasticIp();
            var loose = new ElasticIp("198.51.100.10", "eipalloc-0ffffbbbbccccdddd", "", "", "", "", "");
            scene.aws(all -> all.elasticIps(Fact.known(List.of(was, loose))));
        });
        ALL.put(Drift.RULE, scene -> {
            closedAnd(scene);
            scene.changes = List.of(new Change(
                    Optional.of(Hop.SECURITY_GROUP),
                    "The rule tcp 3306 from 0.0.0.0/0 was added to " + INSTANCE_GROUP_ID + ".",
                    new Fix(
                            "",
                            List.of("aws ec2 revoke-security-group-ingress --group-id " + INSTANCE_GROUP_ID
                                    + " --security-group-rule-ids sgr-0aaaabbbbccccdddd --region us-east-1"),
                            "Connections that only this rule allows are cut off."),
                    Instant.parse("2026-11-23T11:02:00Z")));
        });
    }
}
