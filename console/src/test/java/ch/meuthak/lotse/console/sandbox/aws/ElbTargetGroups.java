package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Elb.ElbAnswers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.HealthCheck;
import ch.meuthak.lotse.console.sandbox.world.Listener;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Target groups: describe, their attributes, change the health check. */
record ElbTargetGroups(Cloud cloud, ElbAnswers answers, SandboxState state) {

    Map<String, Call> calls() {
        return Map.of(
                "DescribeTargetGroups", this::describe,
                "DescribeTargetGroupAttributes", this::attributes,
                "ModifyTargetGroup", this::modify);
    }

    static AwsError unknown(String arn) {
        return AwsError.invalid("TargetGroupNotFound", "Target groups '" + arn + "' not found");
    }

    private void describe(Query query, Xml xml) throws AwsError {
        List<TargetGroup> all = cloud.targetGroups();
        Optional<List<TargetGroup>> byArn =
                ElbAnswers.chosen(query, "TargetGroupArns", all, TargetGroup::arn, ElbTargetGroups::unknown);
        Optional<List<TargetGroup>> byName =
                ElbAnswers.chosen(query, "Names", all, TargetGroup::name, ElbTargetGroups::unknown);
        Optional<String> loadBalancer = query.text("LoadBalancerArn");
        if (loadBalancer.isPresent() && cloud.loadBalancer(loadBalancer.get()).isEmpty()) {
            throw AwsError.invalid("LoadBalancerNotFound", "Load balancer '" + loadBalancer.get() + "' not found");
        }
        List<TargetGroup> ofLoadBalancer = all.stream()
                .filter(group -> loadBalancer.isEmpty() || arns(group).contains(loadBalancer.get()))
                .toList();
        answers.page(query, xml, "TargetGroups", byArn.or(() -> byName).orElse(ofLoadBalancer), this::targetGroup);
    }

    private List<String> arns(TargetGroup group) {
        return cloud.listenersOf(group)
                .map(Listener::loadBalancerArn)
                .distinct()
                .toList();
    }

    private void targetGroup(Xml xml, TargetGroup one) {
        HealthCheck check = one.healthCheck();
        xml.text("TargetGroupArn", one.arn()).text("TargetGroupName", one.name());
        xml.text("Protocol", one.protocol()).text("ProtocolVersion", "HTTP1").text("Port", one.port());
        xml.text("VpcId", one.vpcId()).text("TargetType", "instance").text("IpAddressType", "ipv4");
        xml.text("HealthCheckEnabled", true).text("HealthCheckProtocol", "HTTP");
        xml.text("HealthCheckPort", "traffic-port").text("HealthCheckPath", check.path());
        xml.text("HealthCheckIntervalSeconds", check.interval().toSeconds());
        xml.text("HealthCheckTimeoutSeconds", check.timeout().toSeconds());
        xml.text("HealthyThresholdCount", check.healthyThreshold());
        xml.text("UnhealthyThresholdCount", check.unhealthyThreshold());
        xml.open("Matcher").text("HttpCode", check.matcher()).close();
        xml.texts("LoadBalancerArns", "member", arns(one));
    }

    private TargetGroup groupOf(Query query) throws AwsError {
        String arn = query.required("TargetGroupArn");
        return cloud.targetGroup(arn).orElseThrow(() -> unknown(arn));
    }

    private void attributes(Query query, Xml xml) throws AwsError {
        TargetGroup group = groupOf(query);
        ElbAnswers.attributes(
                xml,
                Map.of(
                        "deregistration_delay.timeout_seconds", String.valueOf(group.deregistrationDelaySeconds()),
                        "slow_start.duration_seconds", "0",
                        "stickiness.enabled", "false",
                        "load_balancing.algorithm.type", "round_robin"));
    }

    private void modify(Query query, Xml xml) throws AwsError {
        TargetGroup group = groupOf(query);
        HealthCheck old = group.healthCheck();
        HealthCheck changed = new HealthCheck(
                query.text("HealthCheckPath").orElse(old.path()),
                query.text("Matcher.HttpCode").orElse(old.matcher()),
                seconds(query, "HealthCheckIntervalSeconds", 5, 300, old.interval()),
                seconds(query, "HealthCheckTimeoutSeconds", 2, 120, old.timeout()),
                query.number("HealthyThresholdCount").orElse(old.healthyThreshold()),
                query.number("UnhealthyThresholdCount").orElse(old.unhealthyThreshold()));
        if (changed.timeout().compareTo(changed.interval()) >= 0) {
            throw AwsError.invalid(
                    "ValidationError", "Health check timeout must be smaller than the health check interval");
        }
        state.changeHealthCheck(group.arn(), changed);
        xml.list("TargetGroups", "member", List.of(group.with(changed)), this::targetGroup);
    }

    private static Duration seconds(Query query, String name, int least, int most, Duration old) throws AwsError {
        Optional<Integer> asked = query.number(name);
        if (asked.isPresent() && (asked.get() < least || asked.get() > most)) {
            throw AwsError.invalid("ValidationError", name + " must be from " + least + " to " + most);
        }
        return asked.map(Duration::ofSeconds).orElse(old);
    }
}
