package ch.meuthak.lotse.console.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Reads load balancers and what hangs below them (Elastic Load Balancing v2). */
final class LoadBalancing {
    private static final int PAGE = 400;

    private final Reading reading;
    private final ElasticLoadBalancingV2Client elb;

    LoadBalancing(Reading reading, ElasticLoadBalancingV2Client elb) {
        this.reading = reading;
        this.elb = elb;
    }

    /** All in the region: which one it is shows only in their DNS names. */
    Fact<List<LoadBalancer>> loadBalancers() {
        return reading.ask(AwsCall.DESCRIBE_LOAD_BALANCERS, () -> reading
                .pages(
                        marker -> elb.describeLoadBalancers(
                                request -> request.marker(marker).pageSize(PAGE)),
                        DescribeLoadBalancersResponse::loadBalancers,
                        DescribeLoadBalancersResponse::nextMarker)
                .stream()
                .map(LoadBalancing::loadBalancer)
                .toList());
    }

    private static LoadBalancer loadBalancer(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer read) {
        String arn = Texts.orEmpty(read.loadBalancerArn());
        return new LoadBalancer(
                read.loadBalancerName() == null
                        ? arn.replaceFirst(".*:loadbalancer/\\w+/([^/]+).*", "$1")
                        : read.loadBalancerName(),
                Texts.orEmpty(read.dnsName()),
                arn,
                Texts.orEmpty(read.schemeAsString()),
                read.state() == null ? "" : Texts.orEmpty(read.state().codeAsString()),
                read.state() == null ? "" : Texts.orEmpty(read.state().reason()),
                Texts.orEmpty(read.vpcId()),
                read.securityGroups(),
                read.availabilityZones().stream()
                        .map(AvailabilityZone::subnetId)
                        .toList(),
                read.availabilityZones().stream()
                        .map(AvailabilityZone::zoneName)
                        .toList());
    }

    /** The listeners of a load balancer, without their rules and further certificates. */
    Fact<List<Listener>> listeners(String loadBalancerArn) {
        return reading.ask(AwsCall.DESCRIBE_LISTENERS, () -> reading
                .pages(
                        marker -> elb.describeListeners(request -> request.loadBalancerArn(loadBalancerArn)
                                .marker(marker)
                                .pageSize(PAGE)),
                        DescribeListenersResponse::listeners,
                        DescribeListenersResponse::nextMarker)
                .stream()
                .map(LoadBalancing::listener)
                .toList());
    }

    private static Listener listener(software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener read) {
        return new Listener(
                Texts.orEmpty(read.listenerArn()),
                Texts.orEmpty(read.protocolAsString()),
                Texts.or(0, read.port()),
                Texts.orEmpty(read.sslPolicy()),
                read.certificates().isEmpty()
                        ? ""
                        : Texts.orEmpty(read.certificates().getFirst().certificateArn()),
                Fact.unread("the listener's certificates were not asked for"),
                Fact.unread("the listener's rules were not asked for"));
    }

    /** Every certificate of a listener, the default one first and once: AWS may name it again among the others. */
    Fact<List<String>> certificateArns(Listener listener) {
        if (!listener.isHttps() && !listener.protocol().equals("TLS")) {
            return Fact.known(List.of());
        }
        return reading.ask(AwsCall.DESCRIBE_LISTENER_CERTIFICATES, () -> {
            var arns = new LinkedHashSet<String>();
            if (!listener.defaultCertificateArn().isEmpty()) {
                arns.add(listener.defaultCertificateArn());
            }
            reading.pages(
                            marker -> elb.describeListenerCertificates(request -> request.listenerArn(listener.arn())
                                    .marker(marker)
                                    .pageSize(PAGE)),
                            DescribeListenerCertificatesResponse::certificates,
                            DescribeListenerCertificatesResponse::nextMarker)
                    .forEach(certificate -> arns.add(Texts.orEmpty(certificate.certificateArn())));
            return List.copyOf(arns);
        });
    }

    /** The rules of a listener, in the order in which they are tried. */
    Fact<List<ListenerRule>> rules(String listenerArn) {
        return reading.ask(
                AwsCall.DESCRIBE_RULES,
                () -> Rules.inOrder(reading.pages(
                        marker -> elb.describeRules(request ->
                                request.listenerArn(listenerArn).marker(marker).pageSize(PAGE)),
                        DescribeRulesResponse::rules,
                        DescribeRulesResponse::nextMarker)));
    }

    /** A target group as it is listed, before its targets are asked for. */
    record ListedTargetGroup(TargetGroup group, List<String> loadBalancerArns) {}

    /**
     * All target groups in the region. Asking for those of one load balancer would have to wait for it, and so make the
     * longest chain of calls one longer; a region holds at most a few pages of them.
     */
    Fact<List<ListedTargetGroup>> targetGroups() {
        return reading.ask(AwsCall.DESCRIBE_TARGET_GROUPS, () -> reading
                .pages(
                        marker -> elb.describeTargetGroups(
                                request -> request.marker(marker).pageSize(PAGE)),
                        DescribeTargetGroupsResponse::targetGroups,
                        DescribeTargetGroupsResponse::nextMarker)
                .stream()
                .map(read -> new ListedTargetGroup(targetGroup(read), read.loadBalancerArns()))
                .toList());
    }

    private static TargetGroup targetGroup(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup read) {
        return new TargetGroup(
                Texts.orEmpty(read.targetGroupName()),
                Texts.orEmpty(read.targetGroupArn()),
                Texts.orEmpty(read.protocolAsString()),
                Texts.orEmpty(read.protocolVersion()),
                Texts.or(0, read.port()),
                Texts.orEmpty(read.targetTypeAsString()),
                Texts.orEmpty(read.vpcId()),
                healthCheck(read),
                Fact.unread("the group's targets were not asked for"),
                Fact.unread("the group's attributes were not asked for"));
    }

    private static HealthCheck healthCheck(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup read) {
        return new HealthCheck(
                !Boolean.FALSE.equals(read.healthCheckEnabled()),
                Texts.orEmpty(read.healthCheckProtocolAsString()),
                Texts.orEmpty(read.healthCheckPort()),
                Texts.orEmpty(read.healthCheckPath()),
                matcher(Optional.ofNullable(read.matcher())),
                Duration.ofSeconds(Texts.or(0, read.healthCheckIntervalSeconds())),
                Duration.ofSeconds(Texts.or(0, read.healthCheckTimeoutSeconds())),
                Texts.or(0, read.healthyThresholdCount()),
                Texts.or(0, read.unhealthyThresholdCount()));
    }

    private static String matcher(Optional<Matcher> matcher) {
        return matcher.map(codes -> codes.httpCode() == null ? Texts.orEmpty(codes.grpcCode()) : codes.httpCode())
                .orElse("");
    }

    /** The targets of a group and their health, as the load balancer sees it. Not paginated by AWS. */
    Fact<List<Target>> targets(String targetGroupArn) {
        return reading.ask(AwsCall.DESCRIBE_TARGET_HEALTH, () -> {
            var targets = new ArrayList<Target>();
            reading.request(() -> elb.describeTargetHealth(request -> request.targetGroupArn(targetGroupArn)))
                    .targetHealthDescriptions()
                    .forEach(read -> targets.add(target(read)));
            return List.copyOf(targets);
        });
    }

    /** For how long a connection to the load balancer may be idle before it is closed, on either side of it. */
    Fact<Duration> idleTimeout(String loadBalancerArn) {
        return seconds(
                "idle_timeout.timeout_seconds", reading.ask(AwsCall.DESCRIBE_LOAD_BALANCER_ATTRIBUTES, () -> reading
                        .request(() ->
                                elb.describeLoadBalancerAttributes(request -> request.loadBalancerArn(loadBalancerArn)))
                        .attributes()
                        .stream()
                        .collect(Collectors.toMap(LoadBalancerAttribute::key, one -> Texts.orEmpty(one.value())))));
    }

    /** How long a target that is taken out of a group may finish its requests. */
    Fact<Duration> deregistrationDelay(String targetGroupArn) {
        return seconds(
                "deregistration_delay.timeout_seconds",
                reading.ask(AwsCall.DESCRIBE_TARGET_GROUP_ATTRIBUTES, () -> reading
                        .request(() ->
                                elb.describeTargetGroupAttributes(request -> request.targetGroupArn(targetGroupArn)))
                        .attributes()
                        .stream()
                        .collect(Collectors.toMap(TargetGroupAttribute::key, one -> Texts.orEmpty(one.value())))));
    }

    /** Not every kind of load balancer and target group has every attribute. */
    private static Fact<Duration> seconds(String key, Fact<Map<String, String>> attributes) {
        String value =
                attributes.toOptional().map(all -> all.getOrDefault(key, "")).orElse("0");
        return value.matches("\\d{1,9}")
                ? attributes.map(all -> Duration.ofSeconds(Long.parseLong(value)))
                : Fact.unread("AWS does not give " + key);
    }

    private static Target target(TargetHealthDescription read) {
        var health = Optional.ofNullable(read.targetHealth());
        return new Target(
                Texts.orEmpty(read.target().id()),
                Texts.or(0, read.target().port()),
                Texts.orEmpty(read.target().availabilityZone()),
                health.map(known -> Texts.orEmpty(known.stateAsString())).orElse(""),
                health.map(known -> Texts.orEmpty(known.reasonAsString())).orElse(""),
                health.map(known -> Texts.orEmpty(known.description())).orElse(""),
                read.administrativeOverride() == null
                        ? ""
                        : Texts.orEmpty(read.administrativeOverride().stateAsString()));
    }
}
