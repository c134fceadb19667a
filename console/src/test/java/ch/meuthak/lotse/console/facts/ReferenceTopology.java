package ch.meuthak.lotse.console.facts;

import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The healthy reference deployment as the console reads it, and the same with one thing broken. Each method answers a new
 * object: {@code ReferenceTopology.healthy().target("unhealthy", "Target.Timeout", "Request timed out").topology()}.
 */
public final class ReferenceTopology {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final String DOMAIN = "backend.meuthak.ch";
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT_ID = "339712742662";
    public static final String PUBLIC_IP = "44.194.144.99";
    public static final String INSTANCE_ID = "i-0ac165e251c3c44ac";
    public static final String VPC_ID = "vpc-0b7c1f2d3e4a59687";
    public static final String INSTANCE_GROUP_ID = "sg-0c2f4b6d8e0a1b3c5";
    public static final String LOAD_BALANCER_GROUP_ID = "sg-0d1e3f5a7b9c0d2e4";
    public static final String LOAD_BALANCER_DNS_NAME = "semarb3-1577038455.us-east-1.elb.amazonaws.com";
    public static final String LOAD_BALANCER_ARN =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:loadbalancer/app/semarb3/42531f9058a9545e";
    public static final String LISTENER_ARN =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:listener/app/semarb3/42531f9058a9545e/3e64e842d65337b0";
    public static final String RULE_ARN =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:listener-rule/app/semarb3/42531f9058a9545e/3e64e842d65337b0/9f1c2b3a4d5e6f70";
    public static final String TARGET_GROUP_ARN =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:targetgroup/semarb3-2/6d0ecf831eec9f09";
    public static final String CERTIFICATE_ARN =
            "arn:aws:acm:us-east-1:339712742662:certificate/9272c48c-aa16-4d1c-ac77-883b80a1dff5";

    private static final Instant CREATED = NOON.minus(Duration.ofHours(24));

    private final Topology topology;

    private ReferenceTopology(Topology topology) {
        this.topology = topology;
    }

    /** Everything in order, read at {@link #NOON}. */
    public static ReferenceTopology healthy() {
        return healthyAt(NOON);
    }

    /** Everything in order, read at that instant; the certificate has 200 days left. */
    public static ReferenceTopology healthyAt(Instant takenAt) {
        return new ReferenceTopology(new Topology(
                takenAt,
                Duration.ofMillis(412),
                16,
                DOMAIN,
                REGION,
                Fact.known(
                        new Account(ACCOUNT_ID, "arn:aws:sts::339712742662:assumed-role/LabRole/i-0ac165e251c3c44ac")),
                Fact.known(new DnsAnswer(
                        List.of(DOMAIN, LOAD_BALANCER_DNS_NAME), List.of("52.201.14.77", "3.225.190.12"))),
                Fact.known(loadBalancer()),
                Fact.known(Duration.ofSeconds(60)),
                Fact.known(List.of(httpsListener(defaultRule()))),
                Fact.known(List.of(certificateUntil(takenAt.plus(Duration.ofDays(200))))),
                Fact.known(List.of(targetGroup(new Target(INSTANCE_ID, 5000, "us-east-1a", "healthy", "", "")))),
                Fact.known(List.of(instance(takenAt))),
                Fact.known(List.of(elasticIp())),
                Fact.known(List.of(instanceGroup(), loadBalancerGroup())),
                Fact.known(List.of(routeTable())),
                List.of()));
    }

    public Topology topology() {
        return topology;
    }

    // ---- the parts as they are when all is well

    public static LoadBalancer loadBalancer() {
        return new LoadBalancer(
                "semarb3",
                LOAD_BALANCER_DNS_NAME,
                LOAD_BALANCER_ARN,
                "internet-facing",
                "active",
                "",
                VPC_ID,
                List.of(LOAD_BALANCER_GROUP_ID),
                List.of("subnet-0f1e2d3c4b5a69780", "subnet-0a9b8c7d6e5f41302"),
                List.of("us-east-1a", "us-east-1b"));
    }

    public static Listener httpsListener(ListenerRule... rules) {
        return new Listener(
                LISTENER_ARN,
                "HTTPS",
                443,
                "ELBSecurityPolicy-TLS13-1-2-2021-06",
                CERTIFICATE_ARN,
                Fact.known(List.of(CERTIFICATE_ARN)),
                Fact.known(List.of(rules)));
    }

    public static ListenerRule defaultRule() {
        return new ListenerRule(RULE_ARN, "default", List.of(), Action.forward(TARGET_GROUP_ARN));
    }

    public static Certificate certificateUntil(Instant notAfter) {
        return certificate("ISSUED", Optional.of(notAfter));
    }

    public static Certificate certificate(String status, Optional<Instant> notAfter) {
        return certificate(CERTIFICATE_ARN, DOMAIN, status, notAfter);
    }

    /** Another one, for a name, that has 200 days left. */
    public static Certificate certificate(String arn, String name) {
        return certificate(arn, name, "ISSUED", Optional.of(NOON.plus(Duration.ofDays(200))));
    }

    private static Certificate certificate(String arn, String name, String status, Optional<Instant> notAfter) {
        return new Certificate(
                arn,
                name,
                List.of(name),
                "AMAZON_ISSUED",
                status,
                "RSA-2048",
                "0a:7c:1e:55:9d:42:6b:e8:3f:10:c4:d2:77:90:ab:cd",
                "Amazon",
                Optional.of(CREATED),
                notAfter.map(end -> end.minus(Duration.ofDays(395))),
                notAfter,
                "",
                "",
                List.of(LOAD_BALANCER_ARN),
                List.of(new Certificate.ValidationRecord(
                        DOMAIN,
                        status.equals("PENDING_VALIDATION") ? "PENDING_VALIDATION" : "SUCCESS",
                        "_dasisteintest123456789e3260f8f90.backend.meuthak.ch.",
                        "CNAME",
                        "_3639ac514e785e898d2646601fa951d5.mhbtsbpdnt.acm-validations.aws.")));
    }

    public static HealthCheck healthCheck() {
        return new HealthCheck(
                true,
                "HTTP",
                "traffic-port",
                "/health/ready",
                "200",
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                5,
                2);
    }

    public static TargetGroup targetGroup(Target... targets) {
        return targetGroup(Fact.known(List.of(targets)));
    }

    public static TargetGroup targetGroup(Fact<List<Target>> targets) {
        return new TargetGroup(
                "semarb3-2",
                TARGET_GROUP_ARN,
                "HTTP",
                "HTTP1",
                5000,
                "instance",
                VPC_ID,
                healthCheck(),
                targets,
                Fact.known(Duration.ofSeconds(30)));
    }

    /** The main one of the network: everything goes to the internet gateway. */
    public static RouteTable routeTable() {
        return new RouteTable("rtb-0d6b38f21ca95e740", true, List.of(), "igw-09a1d5e7c3b2f4860");
    }

    public static Instance instance(Instant takenAt) {
        return new Instance(
                INSTANCE_ID,
                "backend",
                "t2.micro",
                "running",
                PUBLIC_IP,
                "172.31.20.14",
                VPC_ID,
                "subnet-0f1e2d3c4b5a69780",
                "us-east-1a",
                takenAt.minus(Duration.ofHours(3)),
                List.of(INSTANCE_GROUP_ID),
                "required",
                2);
    }

    public static ElasticIp elasticIp() {
        return new ElasticIp(
                PUBLIC_IP,
                "eipalloc-0a1b2c3d4e5f60718",
                "eipassoc-0f9e8d7c6b5a41302",
                INSTANCE_ID,
                "eni-0123456789abcdef0",
                "172.31.20.14",
                "backend");
    }

    public static SecurityGroup instanceGroup(SecurityGroupRule... inbound) {
        return new SecurityGroup(
                INSTANCE_GROUP_ID,
                "launch-wizard-1",
                "launch-wizard-1 created 2026-10-01T07:41:12.201Z",
                VPC_ID,
                List.of(inbound),
                List.of(new SecurityGroupRule("sgr-0e5d4c3b2a1908f76", "-1", -1, -1, "0.0.0.0/0", "")));
    }

    public static SecurityGroup instanceGroup() {
        return instanceGroup(apiRule("0.0.0.0/0"), sshRule("0.0.0.0/0"));
    }

    public static SecurityGroupRule apiRule(String source) {
        return new SecurityGroupRule("sgr-07d4b77f96a360b7e", "tcp", 5000, 5000, source, "API");
    }

    public static SecurityGroupRule sshRule(String source) {
        return new SecurityGroupRule("sgr-0b1a29384756e0f1d", "tcp", 22, 22, source, "");
    }

    public static SecurityGroup loadBalancerGroup(SecurityGroupRule... inbound) {
        return new SecurityGroup(
                LOAD_BALANCER_GROUP_ID,
                "semarb3-lb",
                "HTTPS from everywhere",
                VPC_ID,
                List.of(inbound),
                List.of(new SecurityGroupRule("sgr-0a9f8e7d6c5b4a392", "-1", -1, -1, "0.0.0.0/0", "")));
    }

    public static SecurityGroup loadBalancerGroup() {
        return loadBalancerGroup(new SecurityGroupRule("sgr-0f0e0d0c0b0a09080", "tcp", 443, 443, "0.0.0.0/0", "HTTPS"));
    }

    // ---- one thing changed

    public ReferenceTopology account(Fact<Account> account) {
        return change(parts -> parts.account = account);
    }

    public ReferenceTopology dns(Fact<DnsAnswer> dns) {
        return change(parts -> parts.dns = dns);
    }

    /** The domain has no record at all. */
    public ReferenceTopology domainUnknown() {
        var problem =
                new Problem("DNS", "NXDOMAIN", "There is no DNS record for " + DOMAIN + ".", "Add a CNAME record.");
        return dns(Fact.failed(problem)).problems(problem);
    }

    /** The domain's record is an A record with the Elastic IP. */
    public ReferenceTopology domainAtElasticIp() {
        return dns(Fact.known(new DnsAnswer(List.of(DOMAIN), List.of(PUBLIC_IP))));
    }

    public ReferenceTopology loadBalancer(Fact<LoadBalancer> loadBalancer) {
        return change(parts -> parts.loadBalancer = loadBalancer);
    }

    public ReferenceTopology loadBalancerState(String state, String reason) {
        return loadBalancer(Fact.known(Changed.of(loadBalancer(), "state", state, "stateReason", reason)));
    }

    public ReferenceTopology listeners(Fact<List<Listener>> listeners) {
        return change(parts -> parts.listeners = listeners);
    }

    /** The HTTPS listener with these rules. */
    public ReferenceTopology rules(ListenerRule... rules) {
        return listeners(Fact.known(List.of(httpsListener(rules))));
    }

    public ReferenceTopology certificates(Fact<List<Certificate>> certificates) {
        return change(parts -> parts.certificates = certificates);
    }

    public ReferenceTopology certificate(Certificate certificate) {
        return certificates(Fact.known(List.of(certificate)));
    }

    public ReferenceTopology targetGroups(Fact<List<TargetGroup>> targetGroups) {
        return change(parts -> parts.targetGroups = targetGroups);
    }

    public ReferenceTopology noTargets() {
        return targetGroups(Fact.known(List.of(targetGroup())));
    }

    /** The one target in another state. */
    public ReferenceTopology target(String state, String reason, String description) {
        return targetGroups(Fact.known(
                List.of(targetGroup(new Target(INSTANCE_ID, 5000, "us-east-1a", state, reason, description)))));
    }

    public ReferenceTopology instances(Fact<List<Instance>> instances) {
        return change(parts -> parts.instances = instances);
    }

    public ReferenceTopology elasticIps(Fact<List<ElasticIp>> elasticIps) {
        return change(parts -> parts.elasticIps = elasticIps);
    }

    public ReferenceTopology securityGroups(Fact<List<SecurityGroup>> securityGroups) {
        return change(parts -> parts.securityGroups = securityGroups);
    }

    /** The instance's group with these inbound rules. */
    public ReferenceTopology inbound(SecurityGroupRule... inbound) {
        return securityGroups(Fact.known(List.of(instanceGroup(inbound), loadBalancerGroup())));
    }

    public ReferenceTopology routeTables(Fact<List<RouteTable>> routeTables) {
        return change(parts -> parts.routeTables = routeTables);
    }

    public ReferenceTopology idleTimeout(Fact<Duration> idleTimeout) {
        return change(parts -> parts.idleTimeout = idleTimeout);
    }

    public ReferenceTopology region(String region) {
        return change(parts -> parts.region = region);
    }

    public ReferenceTopology problems(Problem... problems) {
        return change(parts -> parts.problems = List.of(problems));
    }

    /** Nothing of AWS could be read: every call failed with this error. */
    public ReferenceTopology nothingRead(String error, String cause, String remedy) {
        return nothingRead(new Problem("", error, cause, remedy));
    }

    /** Nothing of AWS could be read: every call failed with this. */
    public ReferenceTopology nothingRead(Problem why) {
        var calls = List.of("GetCallerIdentity", "DescribeLoadBalancers", "DescribeAddresses");
        String because = "the load balancer is not known";
        return change(parts -> {
            parts.account = Fact.failed(why.of("GetCallerIdentity"));
            parts.loadBalancer = Fact.failed(why.of("DescribeLoadBalancers"));
            parts.elasticIps = Fact.failed(why.of("DescribeAddresses"));
            parts.listeners = Fact.unread(because);
            parts.certificates = Fact.unread(because);
            parts.targetGroups = Fact.unread(because);
            parts.instances = Fact.unread(because);
            parts.securityGroups = Fact.unread(because);
            parts.routeTables = Fact.unread(because);
            parts.idleTimeout = Fact.unread(because);
            parts.problems = calls.stream().map(why::of).toList();
        });
    }

    private ReferenceTopology change(Consumer<Parts> change) {
        var parts = new Parts(topology);
        change.accept(parts);
        return new ReferenceTopology(parts.topology(topology));
    }

    private static final class Parts {
        private Fact<Account> account;
        private Fact<DnsAnswer> dns;
        private Fact<LoadBalancer> loadBalancer;
        private Fact<List<Listener>> listeners;
        private Fact<List<Certificate>> certificates;
        private Fact<List<TargetGroup>> targetGroups;
        private Fact<List<Instance>> instances;
        private Fact<List<ElasticIp>> elasticIps;
        private Fact<List<SecurityGroup>> securityGroups;
        private Fact<Duration> idleTimeout;
        private Fact<List<RouteTable>> routeTables;
        private String region;
        private List<Problem> problems;

        private Parts(Topology from) {
            account = from.account();
            dns = from.dns();
            loadBalancer = from.loadBalancer();
            listeners = from.listeners();
            certificates = from.certificates();
            targetGroups = from.targetGroups();
            instances = from.instances();
            elasticIps = from.elasticIps();
            securityGroups = from.securityGroups();
            idleTimeout = from.idleTimeout();
            routeTables = from.routeTables();
            region = from.region();
            problems = new ArrayList<>(from.problems());
        }

        private Topology topology(Topology from) {
            return new Topology(
                    from.takenAt(),
                    from.took(),
                    from.calls(),
                    from.domain(),
                    region,
                    account,
                    dns,
                    loadBalancer,
                    idleTimeout,
                    listeners,
                    certificates,
                    targetGroups,
                    instances,
                    elasticIps,
                    securityGroups,
                    routeTables,
                    List.copyOf(problems));
        }
    }
}
