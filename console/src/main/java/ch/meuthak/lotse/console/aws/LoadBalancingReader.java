package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
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
final class LoadBalancingReader {
    private static final int PAGE = 400;

    private final SnapshotReading reading;
    private final ElasticLoadBalancingV2Client elb;

    LoadBalancingReader(SnapshotReading reading, ElasticLoadBalancingV2Client elb) {
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
                .map(LoadBalancingReader::loadBalancer)
                .toList());
    }

    private static LoadBalancer loadBalancer(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer read) {
        String arn = AbsentTexts.orEmpty(read.loadBalancerArn());
        return new LoadBalancer(
                read.loadBalancerName() == null
                        ? arn.replaceFirst(".*:loadbalancer/\\w+/([^/]+).*", "$1")
                        : read.loadBalancerName(),
                AbsentTexts.orEmpty(read.dnsName()),
                arn,
                AbsentTexts.orEmpty(read.schemeAsString()),
                read.state() == null ? "" : AbsentTexts.orEmpty(read.state().codeAsString()),
                read.state() == null ? "" : AbsentTexts.orEmpty(read.state().reason()),
                AbsentTexts.orEmpty(read.vpcId()),
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
                .map(LoadBalancingReader::listener)
                .toList());
    }

    private static Listener listener(software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener read) {
        return new Listener(
                AbsentTexts.orEmpty(read.listenerArn()),
                AbsentTexts.orEmpty(read.protocolAsString()),
                AbsentTexts.or(0, read.port()),
                AbsentTexts.orEmpty(read.sslPolicy()),
                read.certificates().isEmpty()
                        ? ""
                        : AbsentTexts.orEmpty(read.certificates().getFirst().certificateArn()),
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
                    .forEach(certificate -> arns.add(AbsentTexts.orEmpty(certificate.certificateArn())));
            return List.copyOf(arns);
        });
    }

    /** The rules of a listener, in the order in which they are tried. */
    Fact<List<ListenerRule>> rules(String listenerArn) {
        return reading.ask(
                AwsCall.DESCRIBE_RULES,
                () -> ListenerRuleReader.inOrder(reading.pages(
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
                AbsentTexts.orEmpty(read.targetGroupName()),
                AbsentTexts.orEmpty(read.targetGroupArn()),
                AbsentTexts.orEmpty(read.protocolAsString()),
                AbsentTexts.orEmpty(read.protocolVersion()),
                AbsentTexts.or(0, read.port()),
                AbsentTexts.orEmpty(read.targetTypeAsString()),
                AbsentTexts.orEmpty(read.vpcId()),
                healthCheck(read),
                Fact.unread("the group's targets were not asked for"),
                Fact.unread("the group's attributes were not asked for"));
    }

    private static HealthCheck healthCheck(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup read) {
        return new HealthCheck(
                !Boolean.FALSE.equals(read.healthCheckEnabled()),
                AbsentTexts.orEmpty(read.healthCheckProtocolAsString()),
                AbsentTexts.orEmpty(read.healthCheckPort()),
                AbsentTexts.orEmpty(read.healthCheckPath()),
                matcher(Optional.ofNullable(read.matcher())),
                Duration.ofSeconds(AbsentTexts.or(0, read.healthCheckIntervalSeconds())),
                Duration.ofSeconds(AbsentTexts.or(0, read.healthCheckTimeoutSeconds())),
                AbsentTexts.or(0, read.healthyThresholdCount()),
                AbsentTexts.or(0, read.unhealthyThresholdCount()));
    }

    private static String matcher(Optional<Matcher> matcher) {
        return matcher.map(codes -> codes.httpCode() == null ? AbsentTexts.orEmpty(codes.grpcCode()) : codes.httpCode())
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
                        .collect(Collectors.toMap(
                                LoadBalancerAttribute::key, one -> AbsentTexts.orEmpty(one.value())))));
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
                        .collect(
                                Collectors.toMap(TargetGroupAttribute::key, one -> AbsentTexts.orEmpty(one.value())))));
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
                AbsentTexts.orEmpty(read.target().id()),
                AbsentTexts.or(0, read.target().port()),
                AbsentTexts.orEmpty(read.target().availabilityZone()),
                health.map(known -> AbsentTexts.orEmpty(known.stateAsString())).orElse(""),
                health.map(known -> AbsentTexts.orEmpty(known.reasonAsString())).orElse(""),
                health.map(known -> AbsentTexts.orEmpty(known.description())).orElse(""),
                read.administrativeOverride() == null
                        ? ""
                        : AbsentTexts.orEmpty(read.administrativeOverride().stateAsString()));
    }
}
