package ch.meuthak.lotse.console.facts;

import java.time.Duration;
import java.util.List;

/**
 * A target group.
 *
 * @param targetType {@code instance}, {@code ip}, {@code lambda} or {@code alb}
 * @param port the group's default port; 0 for a lambda group
 * @param healthCheck the settings of its health check
 * @param deregistrationDelay how long a target that is taken out may finish its requests, 0 s to 3600 s
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
        Fact<List<Target>> targets,
        Fact<Duration> deregistrationDelay) {

    /** The same group with what further calls said about it. */
    public TargetGroup with(Fact<List<Target>> targetsRead, Fact<Duration> delayRead) {
        return new TargetGroup(
                name, arn, protocol, protocolVersion, port, targetType, vpcId, healthCheck, targetsRead, delayRead);
    }
}
