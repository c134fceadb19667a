package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes of target groups that leave all else as it is. */
public final class TargetGroups {
    private TargetGroups() {}

    public static void change(Scene scene, UnaryOperator<TargetGroup> change) {
        scene.aws(all -> all.targetGroups(all.topology()
                .targetGroups()
                .map(some -> some.stream().map(change).toList())));
    }

    public static TargetGroup group(TargetGroup one, String protocol, Fact<List<Target>> targets, Duration delay) {
        return new TargetGroup(
                one.name(),
                one.arn(),
                protocol,
                one.protocolVersion(),
                one.port(),
                one.targetType(),
                one.vpcId(),
                one.healthCheck(),
                targets,
                Fact.known(delay));
    }

    public static TargetGroup checkedOn(TargetGroup one, String port) {
        HealthCheck check = one.healthCheck();
        return new TargetGroup(
                one.name(),
                one.arn(),
                one.protocol(),
                one.protocolVersion(),
                one.port(),
                one.targetType(),
                one.vpcId(),
                new HealthCheck(
                        check.enabled(),
                        check.protocol(),
                        port,
                        check.path(),
                        check.matcher(),
                        check.interval(),
                        check.timeout(),
                        check.healthyThreshold(),
                        check.unhealthyThreshold()),
                one.targets(),
                one.deregistrationDelay());
    }

    /** The rule forwards to the group of the reference and to a second one like it, with these targets. */
    public static TargetGroup secondGroup(Scene scene, String protocol, Target... targets) {
        TargetGroup first =
                RequestTrace.known(scene.topology.topology().targetGroups()).getFirst();
        TargetGroup second = new TargetGroup(
                "second",
                "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/second/2",
                protocol,
                first.protocolVersion(),
                first.port(),
                first.targetType(),
                first.vpcId(),
                first.healthCheck(),
                Fact.known(List.of(targets)),
                first.deregistrationDelay());
        scene.aws(all -> all.targetGroups(Fact.known(List.of(first, second))));
        Parts.rules(
                scene,
                new ListenerRule(
                        ReferenceTopology.RULE_ARN, "default", List.of(), Action.forward(first.arn(), second.arn())));
        return second;
    }
}
