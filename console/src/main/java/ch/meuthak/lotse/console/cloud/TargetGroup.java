package ch.meuthak.lotse.console.cloud;

import java.util.List;

/**
 * A target group.
 *
 * @param targetType {@code instance}, {@code ip}, {@code lambda} or {@code alb}
 * @param port the group's default port; 0 for a lambda group
 * @param healthCheck the settings of its health check
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html">TargetGroup</a>
 */
public record TargetGroup(
        String name,
        String arn,
        String protocol,
        String protocolVersion,
        int port,
        String targetType,
        String vpcId,
        HealthCheck healthCheck,
        Fact<List<Target>> targets) {

    /** The same group with its targets. */
    TargetGroup with(Fact<List<Target>> targetsRead) {
        return new TargetGroup(name, arn, protocol, protocolVersion, port, targetType, vpcId, healthCheck, targetsRead);
    }
}
