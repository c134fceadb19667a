package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.MetadataService;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** For each rule, one thing that goes wrong in the healthy reference deployment, and what follows from it by itself. */
public final class Faults {
    static final String SPARE_ARN = CERTIFICATE_ARN.replace("9272c48c", "1111c48c");
    private static final String WANTED = "_3639ac514e785e898d2646601fa951d5.mhbtsbpdnt.acm-validations.aws.";
    private static final String NAME = "_dasisteintest123456789e3260f8f90.backend.meuthak.ch.";

    private static final Map<RuleId, Consumer<Scene>> ALL = new EnumMap<>(RuleId.class);

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

    /** The rules that there is a fault for. */
    static Set<RuleId> rules() {
        return ALL.keySet();
    }

    /** The one for a rule; there must be one. */
    static Consumer<Scene> of(RuleId rule) {
        return Optional.ofNullable(ALL.get(rule)).orElseThrow(() -> new AssertionError("no fault for " + rule.id()));
    }

    /** The reference deployment with it. */
    static Scene scene(RuleId rule) {
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

    private static void failing(Scene scene, String error, String message) {
        scene.aws(all -> all.nothingRead(error, message));
    }

    private static void access() {
        ALL.put(
                RuleId.CRED_NONE,
                scene -> failing(scene, "NoCredentials", "There are no AWS credentials. Attach some."));
        ALL.put(RuleId.CRED_PARTIAL, scene -> scene.access = Parts.access(KeyKind.TEMPORARY, false));
        ALL.put(
                RuleId.CRED_FILE,
                scene -> scene.access = Parts.accessWith(
                        new CredentialsFile.Flaw("There are 2 blocks [default].", CredentialsFile.Weight.RISKY)));
        ALL.put(RuleId.CRED_IMDS_HOPS, scene -> {
            scene.access = Parts.accessWithout(MetadataService.SILENT);
            Parts.instance(scene, PUBLIC_IP, NOON.minus(Duration.ofHours(3)), "required", 1);
        });
        ALL.put(
                RuleId.CRED_EXPIRED,
                scene -> failing(scene, "ExpiredToken", "The session credentials have expired. Paste new ones."));
        ALL.put(RuleId.CRED_LAB_ENDED, scene -> {
            Fact<Account> account = scene.topology.topology().account();
            failing(
                    scene,
                    "AccessDenied",
                    "The lab session is over: its credentials may no longer call it. Start the lab.");
            scene.aws(all -> all.account(account));
        });
        ALL.put(RuleId.CRED_REGION, scene -> {
            Fact<Account> account = scene.topology.topology().account();
            failing(scene, "UnauthorizedOperation", "The credentials may not call it. Allow it.");
            scene.aws(all -> all.account(account).region("eu-central-1"));
        });
        ALL.put(
                RuleId.CRED_REFUSED,
                scene -> failing(scene, "InvalidClientTokenId", "AWS does not accept the credentials. Check them."));
        ALL.put(RuleId.CRED_DENIED, scene -> {
            var denied =
                    new Problem("DescribeTargetHealth", "AccessDenied", "The credentials may not call it. Allow it.");
            Parts.groups(scene, one -> Parts.group(one, one.protocol(), Fact.failed(denied), Duration.ofSeconds(30)));
            scene.aws(all -> all.problems(denied));
        });
    }

    private static void dns() {
        ALL.put(
                RuleId.DNS_LOOP,
                scene -> scene.aws(all -> all.dns(Fact.failed(
                        new Problem("DNS", "Loop", "The CNAME records lead in a circle: a -> b -> a. Mend them.")))));
        ALL.put(RuleId.DNS_NXDOMAIN, scene -> scene.aws(ReferenceTopology::domainUnknown));
        ALL.put(RuleId.DNS_TO_EIP, scene -> scene.aws(ReferenceTopology::domainAtElasticIp));
        ALL.put(
                RuleId.DNS_OTHER_LB,
                scene -> scene.aws(all -> all.dns(Fact.known(
                        new DnsAnswer(List.of(DOMAIN, "old-1.us-east-1.elb.amazonaws.com"), List.of("192.0.2.1"))))));
    }

    private static void loadBalancer() {
        ALL.put(
                RuleId.LB_ABSENT,
                scene -> scene.aws(all -> all.loadBalancer(Fact.failed(new Problem(
                        "DescribeLoadBalancers", "LoadBalancerNotFound", "It is not in us-east-1. Correct it.")))));
        ALL.put(RuleId.LB_STATE, scene -> Parts.balancer(scene, "internet-facing", "failed"));
        ALL.put(RuleId.LB_INTERNAL, scene -> Parts.balancer(scene, "internal", "active"));
        ALL.put(RuleId.LB_SG_443, scene -> Parts.inbound(scene, LOAD_BALANCER_GROUP_ID, sshRule("0.0.0.0/0")));
        ALL.put(
                RuleId.LB_SUBNET_NO_IGW,
                scene -> scene.aws(all -> all.routeTables(Fact.known(List.of(
                        new RouteTable("rtb-0d6b38f21ca95e740", true, List.of(), ""),
                        new RouteTable(
                                "rtb-0a1b2c3d4e5f60718", false, List.of("subnet-1"), "igw-09a1d5e7c3b2f4860"))))));
        ALL.put(RuleId.LB_NO_HTTPS, scene -> scene.aws(all -> all.listeners(Fact.known(List.of()))));
        ALL.put(RuleId.LB_HTTP_FORWARDS, Parts::clearText);
    }

    private static void certificates() {
        ALL.put(
                RuleId.ACM_NAME,
                scene -> Parts.certificate(
                        scene,
                        one -> Parts.certificate(
                                one, List.of("other.meuthak.ch"), one.type(), one.status(), one.notAfter(), "", "")));
        ALL.put(
                RuleId.ACM_REGION,
                scene -> Parts.moreCertificates(
                        scene, Parts.spare(SPARE_ARN.replace("us-east-1", "eu-central-1"), "PENDING", NOON)));
        ALL.put(
                RuleId.ACM_EXPIRED,
                scene -> Parts.certificate(scene, one -> Parts.until(one, NOON.minus(Duration.ofDays(1)))));
        ALL.put(RuleId.ACM_UNUSABLE, scene -> Parts.certificate(scene, one -> Parts.status(one, "REVOKED", "")));
        ALL.put(
                RuleId.ACM_EXPIRING,
                scene -> Parts.certificate(scene, one -> Parts.until(one, NOON.plus(Duration.ofDays(20)))));
        ALL.put(
                RuleId.ACM_RENEWAL_PENDING,
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
                RuleId.ACM_IMPORTED,
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
        ALL.put(RuleId.ACM_NOT_IN_USE, scene -> Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "ISSUED", NOON)));
    }

    private static void pending(Scene scene, Duration age, String value, String doubled) {
        Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "PENDING_VALIDATION", NOON.minus(age)));
        scene.zone = Scene.zone(Fact.known(List.of()), new ValidationLookup(NAME, "meuthak.ch", value, doubled));
    }

    private static void validation() {
        Duration day = Duration.ofDays(1);
        ALL.put(RuleId.ACM_PENDING, scene -> pending(scene, day, WANTED, ""));
        ALL.put(RuleId.ACM_PENDING_DOUBLED, scene -> pending(scene, day, "", WANTED));
        ALL.put(RuleId.ACM_PENDING_ABSENT, scene -> pending(scene, day, "", ""));
        ALL.put(RuleId.ACM_PENDING_DIFFERS, scene -> pending(scene, day, "_old.acm-validations.aws.", ""));
        ALL.put(RuleId.ACM_PENDING_LATE, scene -> pending(scene, Duration.ofHours(61), WANTED, ""));
        ALL.put(
                RuleId.ACM_TIMED_OUT,
                scene -> Parts.moreCertificates(scene, Parts.spare(SPARE_ARN, "VALIDATION_TIMED_OUT", NOON)));
        ALL.put(RuleId.ACM_FAILED, scene -> {
            Parts.moreCertificates(scene, Parts.status(Parts.spare(SPARE_ARN, "FAILED", NOON), "FAILED", "CAA_ERROR"));
            scene.zone = Scene.zone(Fact.known(List.of("letsencrypt.org")));
        });
    }

    private static void tls() {
        ALL.put(RuleId.TLS_SERVED_DIFFERS, scene -> scene.tls = Scene.tls("00:99", ""));
        ALL.put(RuleId.TLS_CHAIN, scene -> scene.tls = Scene.tls(scene.tls.serial(), "the chain is incomplete"));
        ALL.put(RuleId.TLS_POLICY, scene -> Parts.policy(scene, "ELBSecurityPolicy-2016-08"));
    }

    private static ListenerRule answering(String priority) {
        return new ListenerRule(
                RULE_ARN, priority, List.of(), List.of(), "fixed-response", List.of(), "answer 404 by itself");
    }

    private static void forwarding() {
        ALL.put(
                RuleId.RULE_HOST,
                scene -> Parts.rules(
                        scene,
                        new ListenerRule(
                                RULE_ARN.replace("9f1c", "aaaa"),
                                "10",
                                List.of("host-header is backnd.meuthak.ch"),
                                List.of("backnd.meuthak.ch"),
                                "forward",
                                List.of(ReferenceTopology.TARGET_GROUP_ARN),
                                "forward to semarb3-2"),
                        answering("default")));
        ALL.put(RuleId.RULE_NO_TG, scene -> Parts.rules(scene, answering("default")));
    }

    private static void targetGroup() {
        ALL.put(RuleId.TG_EMPTY, Parts::targets);
        ALL.put(
                RuleId.TG_PROTOCOL,
                scene -> Parts.groups(scene, one -> Parts.group(one, "HTTPS", one.targets(), Duration.ofSeconds(30))));
        ALL.put(
                RuleId.TGT_DRAINING_LONG,
                scene -> Parts.groups(
                        scene, one -> Parts.group(one, one.protocol(), one.targets(), Duration.ofMinutes(5))));
    }

    private static void targets() {
        ALL.put(
                RuleId.TGT_FAIL_OPEN,
                scene -> Parts.targets(
                        scene, Parts.target("unhealthy", "Target.ResponseCodeMismatch", "codes: [404]", "")));
        ALL.put(RuleId.TG_NOT_IN_USE, scene -> Parts.unhealthy(scene, "unused", "Target.NotInUse", ""));
        ALL.put(RuleId.TGT_STOPPED, scene -> Parts.unhealthy(scene, "unused", "Target.InvalidState", ""));
        ALL.put(RuleId.TGT_REFUSED, scene -> Parts.unhealthy(scene, "unhealthy", "Target.FailedHealthChecks", "x"));
        ALL.put(RuleId.TGT_TIMEOUT, scene -> Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "x"));
        ALL.put(
                RuleId.TGT_CODE,
                scene -> Parts.unhealthy(
                        scene,
                        "unhealthy",
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [404]"));
        ALL.put(RuleId.TGT_STATE, scene -> Parts.unhealthy(scene, "draining", "Target.DeregistrationInProgress", ""));
        ALL.put(RuleId.TGT_SLOW_START, scene -> {
            Parts.unhealthy(scene, "initial", "Elb.InitialHealthChecking", "");
            scene.watchedFor = Duration.ofSeconds(61);
        });
        ALL.put(RuleId.TGT_SHIFT, scene -> Parts.targets(scene, Parts.target("healthy", "", "", "zonal_shift_active")));
        ALL.put(RuleId.TGT_LOOPBACK, scene -> scene.box = boxAt("127.0.0.1", 5000));
        ALL.put(RuleId.TGT_PORT, scene -> scene.box = boxAt("0.0.0.0", 8080));
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
        ALL.put(RuleId.TGT_SG, scene -> {
            Parts.inbound(scene, INSTANCE_GROUP_ID, sshRule("203.0.113.7/32"));
            Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "Request timed out");
        });
        ALL.put(
                RuleId.EXP_API_OPEN,
                scene -> Parts.inbound(
                        scene, INSTANCE_GROUP_ID, ReferenceTopology.apiRule("::/0"), sshRule("203.0.113.7/32")));
        ALL.put(
                RuleId.EXP_SSH_OPEN,
                scene -> Parts.inbound(
                        scene, INSTANCE_GROUP_ID, ReferenceTopology.apiRule(LOAD_BALANCER_GROUP_ID), sshRule("::/0")));
        ALL.put(RuleId.EXP_OTHER, scene -> closedAnd(scene, open(3306)));
        ALL.put(RuleId.EXP_CONSOLE, scene -> closedAnd(scene, open(Scene.CONSOLE_PORT)));
        ALL.put(RuleId.EXP_IMDSV1, scene -> {
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
                RuleId.RUN_DOWN,
                scene -> scene.release = new ReleaseFacts(
                        false, Optional.of(Scene.RELEASE), false, true, "It has exited with code 143."));
        ALL.put(RuleId.RUN_RELEASE, scene -> scene.domain = Scene.visit(scene.domain.url(), 200, "1.3.0+0123456789ab"));
        ALL.put(
                RuleId.RUN_KEEPALIVE,
                scene -> scene.box = new Box(
                        scene.box.api(),
                        scene.box.console(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(5)),
                        NOON));
        box();
        ALL.put(RuleId.RUN_DIRECT_OK, Scene::unanswered);
        ALL.put(RuleId.RUN_NO_ANSWER, scene -> {
            scene.unanswered();
            scene.straight = HttpVisit.unanswered(scene.straight.url(), "the connection was refused", NOON);
        });
    }

    private static void box() {
        ALL.put(
                RuleId.RUN_EDGE,
                scene -> scene.containers(
                        Scene.container("edge", "exited", 0), Scene.container("backend", "running", 0)));
        ALL.put(
                RuleId.RUN_MEMORY,
                scene -> scene.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(9)))));
        ALL.put(
                RuleId.RUN_RESTARTS,
                scene -> scene.containers(new Box.Container(
                        "backend", "lotse_backend_1", "running", 3, NOON.minus(Duration.ofMinutes(1)), List.of())));
        ALL.put(RuleId.BOX_MEMORY, scene -> scene.left(Scene.resources(47, 3000, 0.01)));
        ALL.put(RuleId.BOX_DISK, scene -> scene.left(Scene.resources(400, 511, 0.01)));
        ALL.put(RuleId.BOX_CREDITS, scene -> scene.left(Scene.resources(400, 3000, 0.5)));
    }

    private static void addresses() {
        ALL.put(RuleId.LAB_RESTARTED, scene -> {
            closedAnd(scene);
            Parts.instance(scene, "198.51.100.9", NOON.minus(Duration.ofMinutes(2)), "required", 2);
        });
        ALL.put(RuleId.EIP_DIFFERS, scene -> {
            closedAnd(scene);
            Parts.instance(scene, "198.51.100.9", NOON.minus(Duration.ofHours(3)), "required", 2);
        });
        ALL.put(RuleId.EIP_LOOSE, scene -> {
            closedAnd(scene);
            ElasticIp was = ReferenceTopology.elasticIp();
            var loose = new ElasticIp("198.51.100.10", "eipalloc-0ffffbbbbccccdddd", "", "", "", "", "");
            scene.aws(all -> all.elasticIps(Fact.known(List.of(was, loose))));
        });
        ALL.put(RuleId.DRIFT, scene -> {
            closedAnd(scene);
            scene.changes = List.of(new Change(
                    Optional.of(Hop.SECURITY_GROUP),
                    "The rule tcp 3306 from 0.0.0.0/0 was added to " + INSTANCE_GROUP_ID + ".",
                    new Fix(
                            "",
                            List.of("aws ec2 revoke-security-group-ingress --group-id " + INSTANCE_GROUP_ID
                                    + " --security-group-rule-ids sgr-0aaaabbbbccccdddd --region us-east-1"),
                            "Whoever gets through by this rule is cut off."),
                    Instant.parse("2026-11-23T11:02:00Z")));
        });
    }
}
