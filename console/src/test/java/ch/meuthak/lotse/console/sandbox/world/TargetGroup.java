package ch.meuthak.lotse.console.sandbox.world;

import java.util.ArrayList;
import java.util.List;

/** A target group of type instance. */
public record TargetGroup(
        String arn,
        String name,
        String protocol,
        int port,
        String vpcId,
        HealthCheck healthCheck,
        int deregistrationDelaySeconds,
        List<Target> targets) {

    public TargetGroup with(HealthCheck check) {
        return new TargetGroup(arn, name, protocol, port, vpcId, check, deregistrationDelaySeconds, targets);
    }

    public TargetGroup with(List<Target> newTargets) {
        return new TargetGroup(
                arn, name, protocol, port, vpcId, healthCheck, deregistrationDelaySeconds, List.copyOf(newTargets));
    }

    public TargetGroup plus(Target target) {
        List<Target> more = new ArrayList<>(without(target).targets);
        more.add(target);
        return with(more);
    }

    public TargetGroup without(Target target) {
        return with(targets.stream().filter(one -> !one.isSameAs(target)).toList());
    }
}
