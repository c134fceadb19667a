package ch.meuthak.lotse.console.drift;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LISTENER_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_DNS_NAME;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.TARGET_GROUP_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.apiRule;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Changed;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.words.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Single changes of the reference deployment: what is said of each, and what undoes it. */
final class Changes {
    static final String OTHER_GROUP = "sg-0aaaabbbbccccdddd";
    static final String OTHER_CERTIFICATE = CERTIFICATE_ARN.replace("9272c48c", "1111c48c");
    static final String OTHER_TARGET_GROUP = TARGET_GROUP_ARN.replace("semarb3-2/6d0e", "other/7777");
    static final String OTHER_RULE = RULE_ARN.replace("9f1c", "aaaa");
    static final String OTHER_LISTENER = LISTENER_ARN.replace("3e64", "80aa");
    private static final String AWS = "aws ";
    private static final String REGION = " --region us-east-1";

    private Changes() {}

    /**
     * One of them.
     *
     * @param undo the commands in order
     */
    record Case(
            String sentence,
            Kind kind,
            boolean drift,
            List<String> undo,
            UnaryOperator<ReferenceTopology> before,
            UnaryOperator<ReferenceTopology> after) {

        ReferenceTopology was() {
            return before.apply(ReferenceTopology.healthy());
        }

        ReferenceTopology is() {
            return after.apply(ReferenceTopology.healthy());
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Case drift(Kind kind, String sentence, UnaryOperator<ReferenceTopology> after, String... undo) {
        return drift(kind, sentence, UnaryOperator.identity(), after, undo);
    }

    private static Case drift(
            Kind kind,
            String sentence,
            UnaryOperator<ReferenceTopology> before,
            UnaryOperator<ReferenceTopology> after,
            String... undo) {
        List<String> commands =
                List.of(undo).stream().map(words -> AWS + words + REGION).toList();
        return new Case(sentence, kind, true, commands, before, after);
    }

    private static Case told(Kind kind, String sentence, UnaryOperator<ReferenceTopology> after) {
        return new Case(sentence, kind, false, List.of(), UnaryOperator.identity(), after);
    }

    static List<Case> all() {
        return List.of(groupRules(), balancer(), listeners(), rules(), targets(), addresses(), names()).stream()
                .flatMap(List::stream)
                .toList();
    }

    // ---- security groups

    static SecurityGroupRule mysql(String id) {
        return new SecurityGroupRule(id, "tcp", 3306, 3306, "0.0.0.0/0", "");
    }

    private static final SecurityGroupRule API = apiRule("0.0.0.0/0");
    private static final SecurityGroupRule SSH = sshRule("0.0.0.0/0");

    private static List<Case> groupRules() {
        String json = "'[{\"IpProtocol\":\"tcp\",\"FromPort\":5000,\"ToPort\":5000,\"IpRanges\":[{\"CidrIp\":"
                + "\"0.0.0.0/0\",\"Description\":\"API\"}]}]'";
        String ssh =
                "'[{\"IpProtocol\":\"tcp\",\"FromPort\":22,\"ToPort\":22,\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]'";
        String group = " --group-id " + INSTANCE_GROUP_ID;
        return List.of(
                drift(
                        Kind.SECURITY_GROUP,
                        "The rule tcp 3306 from 0.0.0.0/0 was added to " + INSTANCE_GROUP_ID + ".",
                        all -> all.inbound(API, SSH, mysql("sgr-0eeee")),
                        "ec2 revoke-security-group-ingress" + group + " --security-group-rule-ids sgr-0eeee"),
                drift(
                        Kind.SECURITY_GROUP,
                        "The rule tcp 3306 from 0.0.0.0/0 was added to " + INSTANCE_GROUP_ID + ".",
                        all -> all.inbound(API, SSH, mysql("")),
                        "ec2 revoke-security-group-ingress" + group
                                + " --ip-permissions '[{\"IpProtocol\":\"tcp\",\"FromPort\":3306,\"ToPort\":3306,"
                                + "\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\"}]}]'"),
                drift(
                        Kind.SECURITY_GROUP,
                        "The rule for everything from " + OTHER_GROUP + " was added to " + INSTANCE_GROUP_ID + ".",
                        all -> all.inbound(API, SSH, new SecurityGroupRule("sgr-0ffff", "-1", -1, -1, OTHER_GROUP, "")),
                        "ec2 revoke-security-group-ingress" + group + " --security-group-rule-ids sgr-0ffff"),
                drift(
                        Kind.SECURITY_GROUP,
                        "The rule tcp 5000 from 0.0.0.0/0 was removed from " + INSTANCE_GROUP_ID + ".",
                        all -> all.inbound(SSH),
                        "ec2 authorize-security-group-ingress" + group + " --ip-permissions " + json),
                drift(
                        Kind.SECURITY_GROUP,
                        "A rule of " + INSTANCE_GROUP_ID
                                + " is tcp 22 from 203.0.113.7/32 and was tcp 22 from 0.0.0.0/0.",
                        all -> all.inbound(API, sshRule("203.0.113.7/32")),
                        "ec2 authorize-security-group-ingress" + group + " --ip-permissions " + ssh,
                        "ec2 revoke-security-group-ingress" + group + " --security-group-rule-ids " + SSH.id()));
    }

    // ---- load balancer

    private static ReferenceTopology balancer(
            ReferenceTopology all, String arn, List<String> groups, List<String> subnets) {
        return all.loadBalancer(Fact.known(Changed.of(
                ReferenceTopology.loadBalancer(), "arn", arn, "securityGroupIds", groups, "subnetIds", subnets)));
    }

    private static List<Case> balancer() {
        LoadBalancer was = ReferenceTopology.loadBalancer();
        List<String> subnets = was.subnetIds();
        List<String> groups = was.securityGroupIds();
        String arn = " --load-balancer-arn " + LOAD_BALANCER_ARN;
        return List.of(
                drift(
                        Kind.LOAD_BALANCER,
                        "The security groups of semarb3 are " + OTHER_GROUP + ", " + LOAD_BALANCER_GROUP_ID
                                + " and were " + LOAD_BALANCER_GROUP_ID + ".",
                        all -> balancer(all, was.arn(), List.of(LOAD_BALANCER_GROUP_ID, OTHER_GROUP), subnets),
                        "elbv2 set-security-groups" + arn + " --security-groups " + LOAD_BALANCER_GROUP_ID),
                drift(
                        Kind.LOAD_BALANCER,
                        "The subnets of semarb3 are subnet-1, subnet-2 and were " + subnets.getLast() + ", "
                                + subnets.getFirst() + ".",
                        all -> balancer(all, was.arn(), groups, List.of("subnet-1", "subnet-2")),
                        "elbv2 set-subnets" + arn + " --subnets " + subnets.getLast() + " " + subnets.getFirst()),
                drift(
                        Kind.LOAD_BALANCER,
                        "The idle timeout of semarb3 is 4000 s and was 60 s.",
                        all -> all.idleTimeout(Fact.known(Duration.ofSeconds(4000))),
                        "elbv2 modify-load-balancer-attributes" + arn
                                + " --attributes Key=idle_timeout.timeout_seconds,Value=60"),
                drift(
                        Kind.LOAD_BALANCER,
                        "The domain's load balancer is semarb3, recreated with the same name.",
                        all -> balancer(all, was.arn().replace("4253", "9999"), groups, subnets)),
                told(
                        Kind.LOAD_BALANCER,
                        "The load balancer semarb3 is active_impaired and was active.",
                        all -> all.loadBalancerState("active_impaired", "")));
    }

    // ---- listeners

    static Listener http(String arn) {
        return new Listener(
                arn, "HTTP", 80, "", "", Fact.known(List.of()), Fact.known(List.of(ReferenceTopology.defaultRule())));
    }

    private static Listener https(String policy, String certificate, List<String> certificates) {
        Listener was = ReferenceTopology.httpsListener(ReferenceTopology.defaultRule());
        return new Listener(
                was.arn(), was.protocol(), was.port(), policy, certificate, Fact.known(certificates), was.rules());
    }

    private static ReferenceTopology listeners(ReferenceTopology all, Listener... listeners) {
        return all.listeners(Fact.known(List.of(listeners)));
    }

    private static List<Case> listeners() {
        Listener https = ReferenceTopology.httpsListener(ReferenceTopology.defaultRule());
        String policy = https.sslPolicy();
        String listener = " --listener-arn " + LISTENER_ARN;
        return List.of(
                drift(
                        Kind.LISTENER,
                        "The listener HTTP:80 was added.",
                        all -> listeners(all, https, http(OTHER_LISTENER)),
                        "elbv2 delete-listener --listener-arn " + OTHER_LISTENER),
                drift(
                        Kind.LISTENER,
                        "The listener HTTPS:443 was removed.",
                        all -> listeners(all),
                        "elbv2 create-listener --load-balancer-arn " + LOAD_BALANCER_ARN
                                + " --protocol HTTPS --port 443 --default-actions Type=forward,TargetGroupArn="
                                + TARGET_GROUP_ARN + " --certificates CertificateArn=" + CERTIFICATE_ARN
                                + " --ssl-policy " + policy),
                drift(
                        Kind.LISTENER,
                        "The security policy of the listener HTTPS:443 is ELBSecurityPolicy-2016-08 and was " + policy
                                + ".",
                        all -> listeners(
                                all, https("ELBSecurityPolicy-2016-08", CERTIFICATE_ARN, List.of(CERTIFICATE_ARN))),
                        "elbv2 modify-listener" + listener + " --ssl-policy " + policy),
                drift(
                        Kind.LISTENER,
                        "The default certificate of the listener HTTPS:443 is " + OTHER_CERTIFICATE + " and was "
                                + CERTIFICATE_ARN + ".",
                        all -> listeners(all, https(policy, OTHER_CERTIFICATE, List.of(OTHER_CERTIFICATE))),
                        "elbv2 modify-listener" + listener + " --certificates CertificateArn=" + CERTIFICATE_ARN),
                drift(
                        Kind.CERTIFICATE,
                        "The certificate " + OTHER_CERTIFICATE + " was added to the listener of port 443.",
                        all -> listeners(
                                all, https(policy, CERTIFICATE_ARN, List.of(CERTIFICATE_ARN, OTHER_CERTIFICATE))),
                        "elbv2 remove-listener-certificates" + listener + " --certificates CertificateArn="
                                + OTHER_CERTIFICATE),
                drift(
                        Kind.CERTIFICATE,
                        "The certificate " + OTHER_CERTIFICATE + " was removed from the listener of port 443.",
                        all -> listeners(
                                all, https(policy, CERTIFICATE_ARN, List.of(CERTIFICATE_ARN, OTHER_CERTIFICATE))),
                        all -> all,
                        "elbv2 add-listener-certificates" + listener + " --certificates CertificateArn="
                                + OTHER_CERTIFICATE),
                told(
                        Kind.CERTIFICATE,
                        "The certificate for backend.meuthak.ch was renewed: it is valid until 2028-01-01 00:00:00 UTC"
                                + " and was until 2027-06-11 12:00:00 UTC.",
                        all -> all.certificate(renewed())),
                told(
                        Kind.CERTIFICATE,
                        "The certificate for backend.meuthak.ch is REVOKED and was ISSUED.",
                        all -> all.certificate(ReferenceTopology.certificate(
                                "REVOKED", Optional.of(ReferenceTopology.NOON.plus(Duration.ofDays(200)))))));
    }

    private static Certificate renewed() {
        return ReferenceTopology.certificateUntil(Instant.parse("2028-01-01T00:00:00Z"));
    }

    // ---- rules

    static ListenerRule hostRule(String priority, String host, String targetGroup) {
        return new ListenerRule(OTHER_RULE, priority, List.of(Condition.host(host)), Action.forward(targetGroup));
    }

    private static ListenerRule rule(String priority, String host) {
        return hostRule(priority, host, TARGET_GROUP_ARN);
    }

    private static List<Case> rules() {
        ListenerRule last = ReferenceTopology.defaultRule();
        String forward = "Type=forward,TargetGroupArn=" + TARGET_GROUP_ARN;
        UnaryOperator<ReferenceTopology> one = all -> all.rules(rule("10", "a.ch"), last);
        return List.of(
                drift(
                        Kind.RULE,
                        "The rule 10 of port 443 was added: when host-header is a.ch, forward to semarb3-2.",
                        one,
                        "elbv2 delete-rule --rule-arn " + OTHER_RULE),
                drift(
                        Kind.RULE,
                        "The rule 10 of port 443 was removed: when host-header is a.ch, forward to semarb3-2.",
                        one,
                        all -> all,
                        "elbv2 create-rule --listener-arn " + LISTENER_ARN
                                + " --priority 10 --conditions Field=host-header,Values=a.ch --actions " + forward),
                drift(
                        Kind.RULE,
                        "The rule 10 of port 443 has the conditions \"host-header is b.ch\" and had \"host-header is a.ch\".",
                        one,
                        all -> all.rules(rule("10", "b.ch"), last),
                        "elbv2 modify-rule --rule-arn " + OTHER_RULE + " --conditions Field=host-header,Values=a.ch"),
                drift(
                        Kind.RULE,
                        "The rule 5 of port 443 had priority 10: when host-header is a.ch, forward to semarb3-2.",
                        one,
                        all -> all.rules(rule("5", "a.ch"), last),
                        "elbv2 set-rule-priorities --rule-priorities RuleArn=" + OTHER_RULE + ",Priority=10"),
                drift(
                        Kind.RULE,
                        "The rule 10 of port 443 has the action \"forward to other\" and had \"forward to semarb3-2\".",
                        one,
                        all -> all.rules(hostRule("10", "a.ch", OTHER_TARGET_GROUP), last),
                        "elbv2 modify-rule --rule-arn " + OTHER_RULE + " --actions " + forward),
                drift(
                        Kind.RULE,
                        "The default rule of port 443 has the action \"return 503 (fixed response)\" and had \"forward to semarb3-2\".",
                        all -> all.rules(new ListenerRule(RULE_ARN, "default", List.of(), Action.fixedResponse("503"))),
                        "elbv2 modify-listener --listener-arn " + LISTENER_ARN + " --default-actions " + forward),
                drift(
                        Kind.RULE,
                        "The rule 10 of port 443 forwards to another target group of the same name.",
                        one,
                        all -> all.rules(hostRule("10", "a.ch", TARGET_GROUP_ARN.replace("/6d0e", "/7777")), last),
                        "elbv2 modify-rule --rule-arn " + OTHER_RULE + " --actions " + forward));
    }

    // ---- target groups and targets

    static ReferenceTopology check(ReferenceTopology all, UnaryOperator<HealthCheck> change, Duration delay) {
        TargetGroup was =
                all.topology().targetGroups().toOptional().orElseThrow().getFirst();
        return all.targetGroups(Fact.known(List.of(Changed.of(
                was, "healthCheck", change.apply(was.healthCheck()), "deregistrationDelay", Fact.known(delay)))));
    }

    private static HealthCheck path(HealthCheck was, boolean enabled, String path, String matcher, int threshold) {
        return new HealthCheck(
                enabled,
                was.protocol(),
                was.port(),
                path,
                matcher,
                was.interval(),
                was.timeout(),
                threshold,
                was.unhealthyThreshold());
    }

    private static List<Case> targets() {
        Duration delay = Duration.ofSeconds(30);
        String group = " --target-group-arn " + TARGET_GROUP_ARN;
        var second = new Target("i-0ffff", 5000, "us-east-1b", "initial", "Elb.RegistrationInProgress", "");
        var target = new Target(INSTANCE_ID, 5000, "us-east-1a", "healthy", "", "");
        return List.of(
                drift(
                        Kind.TARGET_GROUP,
                        "The health check path of semarb3-2 is /nowhere and was /health/ready.",
                        all -> check(all, was -> path(was, true, "/nowhere", "200", 5), delay),
                        "elbv2 modify-target-group" + group + " --health-check-path /health/ready"),
                drift(
                        Kind.TARGET_GROUP,
                        "The health check code of semarb3-2 is 200-399 and was 200.",
                        all -> check(all, was -> path(was, true, "/health/ready", "200-399", 5), delay),
                        "elbv2 modify-target-group" + group + " --matcher HttpCode=200"),
                drift(
                        Kind.TARGET_GROUP,
                        "The healthy threshold of semarb3-2 is 2 and was 5.",
                        all -> check(all, was -> path(was, true, "/health/ready", "200", 2), delay),
                        "elbv2 modify-target-group" + group + " --healthy-threshold-count 5"),
                drift(
                        Kind.TARGET_GROUP,
                        "The health check of semarb3-2 is off and was on.",
                        all -> check(all, was -> path(was, false, "/health/ready", "200", 5), delay),
                        "elbv2 modify-target-group" + group + " --health-check-enabled"),
                drift(
                        Kind.TARGET_GROUP,
                        "The deregistration delay of semarb3-2 is 300 s and was 30 s.",
                        all -> check(all, was -> was, Duration.ofMinutes(5)),
                        "elbv2 modify-target-group-attributes" + group
                                + " --attributes Key=deregistration_delay.timeout_seconds,Value=30"),
                drift(
                        Kind.TARGET,
                        "The target i-0ffff:5000 was registered in semarb3-2.",
                        all -> all.targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(target, second)))),
                        "elbv2 deregister-targets" + group + " --targets Id=i-0ffff,Port=5000"),
                drift(
                        Kind.TARGET,
                        "The target " + INSTANCE_ID + ":5000 was taken out of semarb3-2.",
                        ReferenceTopology::noTargets,
                        "elbv2 register-targets" + group + " --targets Id=" + INSTANCE_ID + ",Port=5000"),
                told(
                        Kind.HEALTH,
                        "The target " + INSTANCE_ID + ":5000 is unhealthy (Target.Timeout) and was healthy.",
                        all -> all.target("unhealthy", "Target.Timeout", "Request timed out")));
    }

    // ---- addresses and instances

    static ReferenceTopology instance(
            ReferenceTopology all, String type, String state, String publicIp, String tokens, Instant launched) {
        return instance(all, type, state, publicIp, tokens, launched, List.of(INSTANCE_GROUP_ID));
    }

    private static ReferenceTopology instance(
            ReferenceTopology all,
            String type,
            String state,
            String publicIp,
            String tokens,
            Instant launched,
            List<String> groups) {
        return all.instances(Fact.known(List.of(Changed.of(
                ReferenceTopology.instance(ReferenceTopology.NOON),
                "type",
                type,
                "state",
                state,
                "publicIp",
                publicIp,
                "launchTime",
                launched,
                "securityGroupIds",
                groups,
                "httpTokens",
                tokens))));
    }

    private static ElasticIp loose(ElasticIp was) {
        return new ElasticIp(was.publicIp(), was.allocationId(), "", "", "", "", was.name());
    }

    private static List<Case> addresses() {
        Instance was = ReferenceTopology.instance(ReferenceTopology.NOON);
        ElasticIp ip = ReferenceTopology.elasticIp();
        var more = new ElasticIp("198.51.100.10", "eipalloc-0ffff", "", "", "", "", "");
        Instant launched = was.launchTime();
        String instance = " --instance-id " + INSTANCE_ID;
        String ids = " --instance-ids " + INSTANCE_ID;
        return List.of(
                drift(
                        Kind.ADDRESS,
                        "The Elastic IP 198.51.100.10 was allocated.",
                        all -> all.elasticIps(Fact.known(List.of(ip, more))),
                        "ec2 release-address --allocation-id eipalloc-0ffff"),
                drift(
                        Kind.ADDRESS,
                        "The Elastic IP " + PUBLIC_IP + " was released.",
                        all -> all.elasticIps(Fact.known(List.of())),
                        "ec2 allocate-address --domain vpc --address " + PUBLIC_IP),
                drift(
                        Kind.ADDRESS,
                        "The Elastic IP " + PUBLIC_IP + " is associated with nothing and was with " + INSTANCE_ID + ".",
                        all -> all.elasticIps(Fact.known(List.of(loose(ip)))),
                        "ec2 associate-address --allocation-id " + ip.allocationId() + instance
                                + " --allow-reassociation"),
                drift(
                        Kind.ADDRESS,
                        "The Elastic IP " + PUBLIC_IP + " is associated with " + INSTANCE_ID + " and was with nothing.",
                        all -> all.elasticIps(Fact.known(List.of(loose(ip)))),
                        all -> all,
                        "ec2 disassociate-address --association-id " + ip.associationId()),
                drift(
                        Kind.INSTANCE,
                        "The instance type of " + INSTANCE_ID + " is t3.large and was " + was.type() + ".",
                        all -> instance(all, "t3.large", "running", was.publicIp(), was.httpTokens(), launched),
                        "ec2 stop-instances" + ids,
                        "ec2 wait instance-stopped" + ids,
                        "ec2 modify-instance-attribute" + instance + " --instance-type Value=" + was.type(),
                        "ec2 start-instances" + ids),
                drift(
                        Kind.INSTANCE,
                        "The security groups of " + INSTANCE_ID + " are " + OTHER_GROUP + ", " + INSTANCE_GROUP_ID
                                + " and were " + INSTANCE_GROUP_ID + ".",
                        all -> instance(
                                all,
                                was.type(),
                                "running",
                                was.publicIp(),
                                was.httpTokens(),
                                launched,
                                List.of(INSTANCE_GROUP_ID, OTHER_GROUP)),
                        "ec2 modify-instance-attribute" + instance + " --groups " + INSTANCE_GROUP_ID),
                drift(
                        Kind.INSTANCE,
                        "The metadata tokens of " + INSTANCE_ID + " are optional and were required.",
                        all -> instance(all, was.type(), "running", was.publicIp(), "optional", launched),
                        "ec2 modify-instance-metadata-options" + instance
                                + " --http-tokens required --http-endpoint enabled"),
                told(
                        Kind.INSTANCE,
                        "The instance " + INSTANCE_ID + " is stopped and was running.",
                        all -> instance(all, was.type(), "stopped", was.publicIp(), was.httpTokens(), launched)),
                told(
                        Kind.INSTANCE,
                        "The public address of " + INSTANCE_ID + " is 198.51.100.9 and was " + PUBLIC_IP + ".",
                        all -> instance(all, was.type(), "running", "198.51.100.9", was.httpTokens(), launched)),
                told(
                        Kind.INSTANCE,
                        "The instance " + INSTANCE_ID
                                + " was restarted at 2026-11-23 11:58:00 UTC; before, it was started at "
                                + Times.utc(launched)
                                + ".",
                        all -> instance(
                                all,
                                was.type(),
                                "running",
                                was.publicIp(),
                                was.httpTokens(),
                                Instant.parse("2026-11-23T11:58:00Z"))));
    }

    // ---- names

    private static List<Case> names() {
        return List.of(
                drift(
                        Kind.DNS,
                        "The domain backend.meuthak.ch leads to old-1.us-east-1.elb.amazonaws.com and led to "
                                + LOAD_BALANCER_DNS_NAME + ".",
                        all -> all.dns(Fact.known(new DnsAnswer(
                                List.of(ReferenceTopology.DOMAIN, "old-1.us-east-1.elb.amazonaws.com"),
                                List.of("192.0.2.1"))))),
                drift(
                        Kind.DNS,
                        "The domain backend.meuthak.ch leads to " + PUBLIC_IP + " and led to " + LOAD_BALANCER_DNS_NAME
                                + ".",
                        ReferenceTopology::domainAtElasticIp));
    }
}
