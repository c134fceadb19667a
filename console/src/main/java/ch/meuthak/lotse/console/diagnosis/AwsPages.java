package ch.meuthak.lotse.console.diagnosis;

/** Pages of AWS's documentation that several rules point to, and where the others are. */
public final class AwsPages {
    public static final String AWS = "https://docs.aws.amazon.com/";
    public static final String ALB = AWS + "elasticloadbalancing/latest/application/";
    public static final String ACM = AWS + "acm/latest/userguide/";
    public static final String EC2 = AWS + "AWSEC2/latest/UserGuide/";
    public static final String CREDENTIALS = AWS + "sdk-for-java/latest/developer-guide/credentials-chain.html";
    public static final String DENIED = AWS + "IAM/latest/UserGuide/troubleshoot_access-denied.html";
    public static final String ALIAS = AWS + "Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html";
    public static final String BALANCER = ALB + "application-load-balancers.html";
    public static final String HEALTH = ALB + "target-group-health-checks.html";
    public static final String TROUBLE = ALB + "load-balancer-troubleshooting.html";
    public static final String VALIDATION = ACM + "troubleshooting-DNS-validation.html";
    public static final String RENEWAL = ACM + "managed-renewal.html";
    public static final String GROUPS = EC2 + "security-group-rules-reference.html";
    public static final String ADDRESSES = EC2 + "elastic-ip-addresses-eip.html";

    private AwsPages() {}
}
