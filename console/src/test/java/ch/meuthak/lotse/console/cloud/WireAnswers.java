package ch.meuthak.lotse.console.cloud;

import ch.meuthak.lotse.console.cloud.ReplayedAws.Answer;
import ch.meuthak.lotse.console.cloud.ReplayedAws.Asked;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A topology in AWS's wire formats: the Query protocol's XML for Elastic Load Balancing and STS, EC2's XML, and JSON 1.1 for
 * ACM. Load balancers beside the topology's own, and target groups of others, are added to be told apart.
 */
record WireAnswers(Topology topology, int pageSize) {
    private static final String ELB = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
    private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    Answer to(Asked asked) {
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
            case "DescribeCertificate" -> certificate(asked.parameter("CertificateArn"));
            case "DescribeAddresses" -> ec2(asked, "addressesSet", values(topology.elasticIps()), this::address);
            case "DescribeInstances" -> ec2(asked, "reservationSet", instances(asked), this::reservation);
            case "DescribeSecurityGroups" -> ec2(asked, "securityGroupInfo", groups(asked), this::securityGroup);
            case "DescribeSecurityGroupRules" ->
                ec2(asked, "securityGroupRuleSet", securityGroupRules(asked), text -> text);
            default -> Answer.xml(400, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>");
        };
    }

    private static <T> List<T> values(Fact<List<T>> fact) {
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

    private static <T> String members(String name, List<T> all, Function<T, String> one) {
        return all.stream()
                .map(one)
                .map(text -> "<" + name + ">" + text + "</" + name + ">")
                .collect(Collectors.joining());
    }

    /** An element around XML. */
    private static String el(String name, String xml) {
        return "<" + name + ">" + xml + "</" + name + ">";
    }

    /** An element around text. */
    private static String text(String name, Object text) {
        return el(name, escaped(text.toString()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Left out when empty, as AWS does. */
    private static String some(String name, String text) {
        return text.isEmpty() ? "" : text(name, text);
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
                                                + el("Values", members("member", rule.hosts(), WireAnswers::escaped))))
                + el(
                        "Actions",
                        el(
                                "member",
                                text("Type", rule.actionType())
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
        return values(topology.targetGroups()).stream()
                .filter(group -> group.arn().equals(groupArn))
                .flatMap(group -> values(group.targets()).stream())
                .toList();
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
                                + some("Description", target.description()));
    }

    // ---- ACM

    private Answer certificate(String arn) {
        return values(topology.certificates()).stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .map(one -> new Answer(200, "application/x-amz-json-1.1", json(Map.of("Certificate", detail(one)))))
                .orElseGet(() -> new Answer(
                        400,
                        "application/x-amz-json-1.1",
                        "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Could not find certificate\"}"));
    }

    private static Map<String, Object> detail(Certificate certificate) {
        var detail = new LinkedHashMap<String, Object>(Map.of(
                "CertificateArn", certificate.arn(),
                "DomainName", certificate.domainName(),
                "SubjectAlternativeNames", certificate.subjectAlternativeNames(),
                "Type", certificate.type(),
                "Status", certificate.status(),
                "KeyAlgorithm", certificate.keyAlgorithm(),
                "Serial", certificate.serial(),
                "Issuer", certificate.issuer(),
                "InUseBy", certificate.inUseBy(),
                "DomainValidationOptions",
                        certificate.validationRecords().stream()
                                .map(WireAnswers::validation)
                                .toList()));
        certificate.notBefore().ifPresent(at -> detail.put("NotBefore", at));
        certificate.notAfter().ifPresent(at -> detail.put("NotAfter", at));
        return detail;
    }

    private static Map<String, Object> validation(Certificate.ValidationRecord cname) {
        return Map.of(
                "DomainName",
                cname.domainName(),
                "ValidationStatus",
                cname.status(),
                "ResourceRecord",
                Map.of("Name", cname.name(), "Type", cname.type(), "Value", cname.value()));
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(WireAnswers::json).collect(Collectors.joining(",", "[", "]"));
            case Instant at -> Long.toString(at.getEpochSecond());
            case Object other -> '"' + other.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }

    // ---- EC2

    private String address(ElasticIp ip) {
        return text("publicIp", ip.publicIp())
                + text("allocationId", ip.allocationId())
                + text("domain", "vpc")
                + some("associationId", ip.associationId())
                + some("instanceId", ip.instanceId())
                + some("networkInterfaceId", ip.networkInterfaceId())
                + some("privateIpAddress", ip.privateIp())
                + name(ip.name());
    }

    private static String name(String name) {
        return el("tagSet", name.isEmpty() ? "" : el("item", text("key", "Name") + text("value", name)));
    }

    private List<Instance> instances(Asked asked) {
        return values(topology.instances()).stream()
                .filter(one -> asked.parameters().containsValue(one.id())
                        || asked.parameters().containsValue(one.privateIp()))
                .toList();
    }

    private String reservation(Instance one) {
        return text("reservationId", "r-" + one.id())
                + el(
                        "instancesSet",
                        el(
                                "item",
                                text("instanceId", one.id())
                                        + text("instanceType", one.type())
                                        + el("instanceState", text("code", 16) + text("name", one.state()))
                                        + some("ipAddress", one.publicIp())
                                        + text("privateIpAddress", one.privateIp())
                                        + text("vpcId", one.vpcId())
                                        + text("subnetId", one.subnetId())
                                        + el("placement", text("availabilityZone", one.availabilityZone()))
                                        + text("launchTime", one.launchTime())
                                        + el(
                                                "groupSet",
                                                members("item", one.securityGroupIds(), id -> text("groupId", id)))
                                        + el(
                                                "metadataOptions",
                                                text("httpTokens", one.httpTokens())
                                                        + text(
                                                                "httpPutResponseHopLimit",
                                                                one.httpPutResponseHopLimit()))
                                        + name(one.name())));
    }

    private List<SecurityGroup> groups(Asked asked) {
        return values(topology.securityGroups()).stream()
                .filter(one -> asked.parameters().containsValue(one.id())
                        || asked.parameters().containsValue(one.vpcId()))
                .toList();
    }

    private String securityGroup(SecurityGroup group) {
        return text("groupId", group.id())
                + text("groupName", group.name())
                + text("groupDescription", group.description())
                + text("vpcId", group.vpcId())
                + el("ipPermissions", members("item", group.inbound(), this::permission))
                + el("ipPermissionsEgress", members("item", group.outbound(), this::permission));
    }

    private String permission(SecurityGroupRule rule) {
        String ports =
                rule.protocol().equals("-1") ? "" : text("fromPort", rule.fromPort()) + text("toPort", rule.toPort());
        String description = some("description", rule.description());
        String source = rule.source().startsWith("sg-")
                ? el("groups", el("item", text("groupId", rule.source()) + description))
                : rule.source().contains(":")
                        ? el("ipv6Ranges", el("item", text("cidrIpv6", rule.source()) + description))
                        : el("ipRanges", el("item", text("cidrIp", rule.source()) + description));
        return text("ipProtocol", rule.protocol()) + ports + source;
    }

    private List<String> securityGroupRules(Asked asked) {
        return values(topology.securityGroups()).stream()
                .filter(group -> asked.parameters().containsValue(group.id()))
                .flatMap(group -> Stream.concat(
                        group.inbound().stream().map(rule -> securityGroupRule(group, rule, false)),
                        group.outbound().stream().map(rule -> securityGroupRule(group, rule, true))))
                .toList();
    }

    private static String securityGroupRule(SecurityGroup group, SecurityGroupRule rule, boolean outbound) {
        String source = rule.source().startsWith("sg-")
                ? el("referencedGroupInfo", text("groupId", rule.source()))
                : text(rule.source().contains(":") ? "cidrIpv6" : "cidrIpv4", rule.source());
        return text("securityGroupRuleId", rule.id())
                + text("groupId", group.id())
                + text("isEgress", outbound)
                + text("ipProtocol", rule.protocol())
                + text("fromPort", rule.fromPort())
                + text("toPort", rule.toPort())
                + source
                + some("description", rule.description());
    }
}
