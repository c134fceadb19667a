package ch.meuthak.lotse.console.aws;

import static ch.meuthak.lotse.console.aws.WireXml.el;
import static ch.meuthak.lotse.console.aws.WireXml.members;
import static ch.meuthak.lotse.console.aws.WireXml.some;
import static ch.meuthak.lotse.console.aws.WireXml.text;

import ch.meuthak.lotse.console.aws.ReplayedAws.Answer;
import ch.meuthak.lotse.console.aws.ReplayedAws.Asked;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A topology in AWS's wire formats: the Query protocol's XML for Elastic Load Balancing and STS, EC2's XML, and JSON 1.1 for
 * ACM.
 */
record WireAnswers(Topology topology, int pageSize) {
    private static final String ELB = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
    private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    Answer to(Asked asked) {
        var items = new Ec2Items(topology);
        return switch (asked.call()) {
            case "GetCallerIdentity" -> account();
            case "DescribeLoadBalancers" ->
                elb(asked, "LoadBalancers", values(topology.loadBalancer().map(List::of)), this::loadBalancer);
            case "DescribeListeners" -> elb(asked, "Listeners", values(topology.listeners()), this::listener);
            case "DescribeListenerCertificates" ->
                elb(asked, "Certificates", certificateArns(asked.parameter("ListenerArn")), arn -> arn);
            case "DescribeRules" -> elb(asked, "Rules", rules(asked.parameter("ListenerArn")), this::rule);
            case "DescribeTargetGroups" ->
                elb(asked, "TargetGroups", values(topology.targetGroups()), this::targetGroup);
            case "DescribeTargetHealth" ->
                elb(asked, "TargetHealthDescriptions", targets(asked.parameter("TargetGroupArn")), this::target);
            case "DescribeLoadBalancerAttributes" ->
                attribute(asked, "idle_timeout.timeout_seconds", topology.idleTimeout());
            case "DescribeTargetGroupAttributes" ->
                attribute(
                        asked,
                        "deregistration_delay.timeout_seconds",
                        group(asked.parameter("TargetGroupArn")).deregistrationDelay());
            case "ListCertificates" -> new AcmAnswers(topology).list();
            case "DescribeRouteTables" ->
                ec2(asked, "routeTableSet", values(topology.routeTables()), items::routeTable);
            case "DescribeCertificate" -> new AcmAnswers(topology).to(asked.parameter("CertificateArn"));
            case "DescribeAddresses" -> ec2(asked, "addressesSet", values(topology.elasticIps()), items::address);
            case "DescribeInstances" -> ec2(asked, "reservationSet", items.instances(asked), items::reservation);
            case "DescribeSecurityGroups" -> ec2(asked, "securityGroupInfo", items.groups(asked), items::securityGroup);
            case "DescribeSecurityGroupRules" ->
                ec2(asked, "securityGroupRuleSet", items.securityGroupRules(asked), text -> text);
            default -> Answer.xml(400, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>");
        };
    }

    static <T> List<T> values(Fact<List<T>> fact) {
        return fact.toOptional().orElse(List.of());
    }

    // ---- envelopes and pages

    private <T> Answer elb(Asked asked, String list, List<T> all, Function<T, String> member) {
        Page<T> page = page(all, asked, "Marker");
        String call = asked.call();
        return Answer.xml(
                200,
                "<" + call + "Response xmlns=\"" + ELB + "\"><" + call + "Result>"
                        + el(list, members("member", page.items(), member))
                        + (page.next().isEmpty() ? "" : el("NextMarker", page.next()))
                        + "</" + call + "Result></" + call + "Response>");
    }

    private <T> Answer ec2(Asked asked, String list, List<T> all, Function<T, String> item) {
        Page<T> page = page(all, asked, "NextToken");
        String call = asked.call();
        return Answer.xml(
                200,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + call + "Response xmlns=\"" + EC2 + "\">"
                        + el(list, members("item", page.items(), item))
                        + (page.next().isEmpty() ? "" : el("nextToken", page.next()))
                        + "</" + call + "Response>");
    }

    private record Page<T>(List<T> items, String next) {}

    /** AWS gives target health and addresses whole. */
    private int pageSizeOf(Asked asked) {
        return asked.call().equals("DescribeTargetHealth") || asked.call().equals("DescribeAddresses")
                ? Integer.MAX_VALUE
                : pageSize;
    }

    private <T> Page<T> page(List<T> all, Asked asked, String token) {
        String marker = asked.parameter(token);
        int from = marker.isEmpty() ? 0 : Integer.parseInt(marker);
        int to = Math.min(all.size(), (int) Math.min(Integer.MAX_VALUE, (long) from + pageSizeOf(asked)));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : "");
    }

    // ---- STS and ELB

    private Answer account() {
        Account account = topology.account().toOptional().orElseThrow();
        return Answer.xml(
                200,
                "<GetCallerIdentityResponse xmlns=\"" + STS + "\"><GetCallerIdentityResult>"
                        + text("Arn", account.arn())
                        + text("UserId", "AROA") + text("Account", account.id())
                        + "</GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    private String loadBalancer(LoadBalancer lb) {
        return text("LoadBalancerArn", lb.arn())
                + text("LoadBalancerName", lb.name())
                + text("DNSName", lb.dnsName())
                + text("Scheme", lb.scheme())
                + text("VpcId", lb.vpcId())
                + el("State", text("Code", lb.state()) + some("Reason", lb.stateReason()))
                + el("SecurityGroups", members("member", lb.securityGroupIds(), id -> id))
                + el(
                        "AvailabilityZones",
                        members(
                                "member",
                                IntStream.range(0, lb.subnetIds().size())
                                        .boxed()
                                        .toList(),
                                i -> text("SubnetId", lb.subnetIds().get(i))
                                        + text(
                                                "ZoneName",
                                                lb.availabilityZones().get(i))));
    }

    private String listener(Listener listener) {
        return text("ListenerArn", listener.arn())
                + text("Protocol", listener.protocol())
                + text("Port", listener.port())
                + some("SslPolicy", listener.sslPolicy())
                + (listener.defaultCertificateArn().isEmpty()
                        ? ""
                        : el("Certificates", el("member", text("CertificateArn", listener.defaultCertificateArn()))));
    }

    private List<String> certificateArns(String listenerArn) {
        return listener(listenerArn).certificateArns().toOptional().orElse(List.of()).stream()
                .map(arn -> text("CertificateArn", arn) + text("IsDefault", false))
                .toList();
    }

    private List<ListenerRule> rules(String listenerArn) {
        return listener(listenerArn).rules().toOptional().orElse(List.of());
    }

    private Listener listener(String arn) {
        return values(topology.listeners()).stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    private String rule(ListenerRule rule) {
        return text("RuleArn", rule.arn())
                + text("Priority", rule.priority())
                + text("IsDefault", rule.isDefault())
                + el(
                        "Conditions",
                        rule.hosts().isEmpty()
                                ? ""
                                : el(
                                        "member",
                                        text("Field", "host-header")
                                                + el("Values", members("member", rule.hosts(), WireXml::escaped))))
                + el(
                        "Actions",
                        el(
                                "member",
                                text("Type", rule.action().type())
                                        + members("TargetGroupArn", rule.targetGroupArns(), arn -> arn)));
    }

    private String targetGroup(TargetGroup group) {
        HealthCheck check = group.healthCheck();
        return text("TargetGroupArn", group.arn())
                + text("TargetGroupName", group.name())
                + text("Protocol", group.protocol())
                + text("ProtocolVersion", group.protocolVersion())
                + text("Port", group.port())
                + text("VpcId", group.vpcId())
                + text("TargetType", group.targetType())
                + text("HealthCheckEnabled", check.enabled())
                + text("HealthCheckProtocol", check.protocol())
                + text("HealthCheckPort", check.port())
                + text("HealthCheckPath", check.path())
                + el("Matcher", text("HttpCode", check.matcher()))
                + text("HealthCheckIntervalSeconds", check.interval().toSeconds())
                + text("HealthCheckTimeoutSeconds", check.timeout().toSeconds())
                + text("HealthyThresholdCount", check.healthyThreshold())
                + text("UnhealthyThresholdCount", check.unhealthyThreshold())
                + el(
                        "LoadBalancerArns",
                        el(
                                "member",
                                topology.loadBalancer()
                                        .toOptional()
                                        .orElseThrow()
                                        .arn()));
    }

    private List<Target> targets(String groupArn) {
        return values(group(groupArn).targets());
    }

    private TargetGroup group(String arn) {
        return values(topology.targetGroups()).stream()
                .filter(group -> group.arn().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    private Answer attribute(Asked asked, String key, Fact<Duration> value) {
        return elb(
                asked,
                "Attributes",
                value.toOptional().stream().toList(),
                duration -> text("Key", key) + text("Value", duration.toSeconds()));
    }

    private String target(Target target) {
        return el(
                        "Target",
                        text("Id", target.id())
                                + text("Port", target.port())
                                + some("AvailabilityZone", target.availabilityZone()))
                + el(
                        "TargetHealth",
                        text("State", target.state())
                                + some("Reason", target.reason())
                                + some("Description", target.description()))
                + (target.override().isEmpty() ? "" : el("AdministrativeOverride", text("State", target.override())));
    }
}
