package ch.meuthak.lotse.console.aws;

/**
 * A call that the console makes.
 *
 * <p>All of them only read; together they are the policy that the console's role needs, {@code ecr} only where images come
 * from Amazon ECR.
 */
enum AwsCall {
    GET_CALLER_IDENTITY("sts", "GetCallerIdentity"),
    DESCRIBE_LOAD_BALANCERS("elasticloadbalancing", "DescribeLoadBalancers"),
    DESCRIBE_LOAD_BALANCER_ATTRIBUTES("elasticloadbalancing", "DescribeLoadBalancerAttributes"),
    DESCRIBE_LISTENERS("elasticloadbalancing", "DescribeListeners"),
    DESCRIBE_LISTENER_CERTIFICATES("elasticloadbalancing", "DescribeListenerCertificates"),
    DESCRIBE_RULES("elasticloadbalancing", "DescribeRules"),
    DESCRIBE_TARGET_GROUPS("elasticloadbalancing", "DescribeTargetGroups"),
    DESCRIBE_TARGET_GROUP_ATTRIBUTES("elasticloadbalancing", "DescribeTargetGroupAttributes"),
    DESCRIBE_TARGET_HEALTH("elasticloadbalancing", "DescribeTargetHealth"),
    LIST_CERTIFICATES("acm", "ListCertificates"),
    DESCRIBE_CERTIFICATE("acm", "DescribeCertificate"),
    DESCRIBE_ADDRESSES("ec2", "DescribeAddresses"),
    DESCRIBE_INSTANCES("ec2", "DescribeInstances"),
    DESCRIBE_SECURITY_GROUPS("ec2", "DescribeSecurityGroups"),
    DESCRIBE_SECURITY_GROUP_RULES("ec2", "DescribeSecurityGroupRules"),
    DESCRIBE_ROUTE_TABLES("ec2", "DescribeRouteTables"),
    GET_AUTHORIZATION_TOKEN("ecr", "GetAuthorizationToken");

    private final String service;
    private final String call;

    AwsCall(String service, String call) {
        this.service = service;
        this.call = call;
    }

    /** As the API names it: {@code DescribeTargetHealth}. */
    String call() {
        return call;
    }

    /** As a policy names it: {@code elasticloadbalancing:DescribeTargetHealth}. */
    String action() {
        return service + ":" + call;
    }
}
