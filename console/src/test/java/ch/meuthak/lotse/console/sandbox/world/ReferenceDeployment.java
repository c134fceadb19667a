package ch.meuthak.lotse.console.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The deployment that the sandbox starts with: the reference deployment of the design, with checks quick enough to watch. */
public final class ReferenceDeployment {
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "339712742662";
    public static final String DOMAIN = "backend.meuthak.ch";
    public static final String ELASTIC_IP = "44.194.144.99";
    public static final String INSTANCE = "i-0ac165e251c3c44ac";
    public static final int PORT = 5000;
    public static final String LOAD_BALANCER = "semarb3";
    public static final String LOAD_BALANCER_DNS = "semarb3-1577038455.us-east-1.elb.amazonaws.com";
    public static final String TARGET_GROUP = "semarb3-2";
    public static final String API_RULE = "sgr-07d4b77f96a360b7e";
    public static final String SSH_RULE = "sgr-0b3f6d2a41c58e907";
    public static final String SERVER_GROUP = "sg-05f1c0d9a7b34e286";
    public static final String LOAD_BALANCER_GROUP = "sg-0c82e4b61f97d3a50";
    public static final String VALIDATION_NAME = "_dasisteintest123456789e3260f8f90.backend.meuthak.ch.";
    public static final String VALIDATION_VALUE = "_5f2c81d7a0b94e63c1d8f7a2b6e4c903.mhbtsbpdnt.acm-validations.aws.";

    private static final String ELB = "arn:aws:elasticloadbalancing:us-east-1:339712742662:";
    public static final String LOAD_BALANCER_ARN = ELB + "loadbalancer/app/semarb3/42531f9058a9545e";
    public static final String LISTENER_ARN = ELB + "listener/app/semarb3/42531f9058a9545e/3e64e842d65337b0";
    public static final String RULE_ARN =
            ELB + "listener-rule/app/semarb3/42531f9058a9545e/3e64e842d65337b0/9b7a5c1f0d3e8264";
    public static final String TARGET_GROUP_ARN = ELB + "targetgroup/semarb3-2/7d0c91f3b52ae846";
    public static final String CERTIFICATE_ARN =
            "arn:aws:acm:us-east-1:339712742662:certificate/9272c48c-aa16-4d1c-ac77-883b80a1dff5";

    private static final Vpc VPC = new Vpc(
            "vpc-0e47c2b9d1f603a85",
            "172.31.0.0/16",
            "igw-09a1d5e7c3b2f4860",
            "rtb-0d6b38f21ca95e740",
            "acl-0f7e2c95b4d1a3068");
    private static final Subnet SUBNET_A =
            new Subnet("subnet-0a91b3c5d7e2f4068", VPC.id(), "us-east-1a", "172.31.0.0/20");
    private static final Subnet SUBNET_B =
            new Subnet("subnet-0b82c4d6e8f1a3057", VPC.id(), "us-east-1b", "172.31.16.0/20");

    private ReferenceDeployment() {}

    /** The deployment as it stands at the moment: up for two hours, certificate 60 days old. */
    public static Cloud cloud(Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new Cloud(
                REGION,
                ACCOUNT,
                List.of(VPC),
                List.of(SUBNET_A, SUBNET_B),
                List.of(serverGroup(), loadBalancerGroup()),
                List.of(instance(second.minus(Duration.ofHours(2)))),
                List.of(new Address(
                        ELASTIC_IP, "eipalloc-0c5d9e2f7a1b48360", "eipassoc-0f3a8b1c6d2e75940", INSTANCE, "semarb3")),
                List.of(loadBalancer(second.minus(Duration.ofDays(60)))),
                List.of(listener()),
                List.of(targetGroup()),
                List.of(certificate(second.minus(Duration.ofDays(60)))));
    }

    private static SecurityGroup serverGroup() {
        return new SecurityGroup(
                SERVER_GROUP,
                "semarb3-server",
                "SSH and the API",
                VPC.id(),
                List.of(
                        inbound(API_RULE, 5000, "the API"),
                        inbound(SSH_RULE, 22, "SSH"),
                        outbound("sgr-0e5a7c9b1d3f20864")));
    }

    private static SecurityGroup loadBalancerGroup() {
        return new SecurityGroup(
                LOAD_BALANCER_GROUP,
                "semarb3-balancer",
                "HTTPS from anywhere",
                VPC.id(),
                List.of(inbound("sgr-0a6c8e1f3b5d70924", 443, "HTTPS"), outbound("sgr-0d2f4b6a8c1e30957")));
    }

    private static GroupRule inbound(String id, int port, String description) {
        return new GroupRule(id, false, "tcp", port, port, "0.0.0.0/0", description);
    }

    private static GroupRule outbound(String id) {
        return new GroupRule(id, true, "-1", -1, -1, "0.0.0.0/0", "");
    }

    private static Instance instance(Instant launched) {
        return new Instance(
                INSTANCE,
                "semarb3",
                "t2.micro",
                "running",
                launched,
                SUBNET_A,
                "172.31.5.17",
                "",
                "eni-0b4d6f8a1c3e52970",
                List.of(SERVER_GROUP),
                "required",
                2);
    }

    private static LoadBalancer loadBalancer(Instant created) {
        return new LoadBalancer(
                LOAD_BALANCER_ARN,
                LOAD_BALANCER,
                LOAD_BALANCER_DNS,
                "internet-facing",
                "active",
                VPC.id(),
                List.of(SUBNET_A, SUBNET_B),
                List.of(LOAD_BALANCER_GROUP),
                created);
    }

    private static Listener listener() {
        return new Listener(
                LISTENER_ARN,
                LOAD_BALANCER_ARN,
                "HTTPS",
                443,
                "ELBSecurityPolicy-TLS13-1-2-2021-06",
                List.of(CERTIFICATE_ARN),
                List.of(new Rule(RULE_ARN, "default", List.of(), TARGET_GROUP_ARN)));
    }

    private static TargetGroup targetGroup() {
        return new TargetGroup(
                TARGET_GROUP_ARN,
                TARGET_GROUP,
                "HTTP",
                PORT,
                VPC.id(),
                new HealthCheck("/health/ready", "200", Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2),
                30,
                List.of(new Target(INSTANCE, PORT, TargetHealth.HEALTHY)));
    }

    private static Certificate certificate(Instant issued) {
        return new Certificate(
                CERTIFICATE_ARN,
                DOMAIN,
                List.of(DOMAIN),
                "ISSUED",
                "RSA_2048",
                "0a:7b:3c:91:5e:d4:28:f6:11:c0:9d:42:6f:83:b7:5a",
                "Amazon",
                issued,
                issued,
                issued.plus(Duration.ofDays(395)),
                VALIDATION_NAME,
                VALIDATION_VALUE);
    }
}
