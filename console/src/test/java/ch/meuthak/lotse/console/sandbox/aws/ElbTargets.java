package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.SandboxState;
import ch.meuthak.lotse.console.sandbox.world.Target;
import ch.meuthak.lotse.console.sandbox.world.TargetGroup;
import ch.meuthak.lotse.console.sandbox.world.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Targets: their health, register, deregister. */
record ElbTargets(Cloud cloud, SandboxState state) {

    Map<String, Call> calls() {
        return Map.of(
                "DescribeTargetHealth", this::health,
                "RegisterTargets", this::register,
                "DeregisterTargets", this::deregister);
    }

    private TargetGroup groupOf(Query query) throws AwsError {
        String arn = query.required("TargetGroupArn");
        return cloud.targetGroup(arn).orElseThrow(() -> ElbTargetGroups.unknown(arn));
    }

    private static List<Target> targets(Query query, TargetGroup group) throws AwsError {
        List<Target> targets = new ArrayList<>();
        for (Query one : query.structures("Targets")) {
            int port = one.number("Port").orElse(group.port());
            targets.add(new Target(one.required("Id"), port, TargetHealth.NOT_REGISTERED));
        }
        return targets;
    }

    private void health(Query query, Xml xml) throws AwsError {
        TargetGroup group = groupOf(query);
        List<Target> asked = targets(query, group).stream()
                .map(wanted -> registered(group, wanted))
                .toList();
        xml.list("TargetHealthDescriptions", "member", asked.isEmpty() ? group.targets() : asked, this::description);
    }

    private static Target registered(TargetGroup group, Target wanted) {
        return group.targets().stream().filter(wanted::isSameAs).findFirst().orElse(wanted);
    }

    private void description(Xml xml, Target one) {
        TargetHealth health = one.health();
        xml.open("Target").text("Id", one.id()).text("Port", one.port()).close();
        xml.text("HealthCheckPort", one.port());
        xml.open("TargetHealth").text("State", health.state());
        xml.optional("Reason", health.reason())
                .optional("Description", health.description())
                .close();
    }

    private void register(Query query, Xml xml) throws AwsError {
        TargetGroup group = groupOf(query);
        query.required("Targets.member.1.Id");
        for (Target target : targets(query, group)) {
            if (cloud.instance(target.id()).isEmpty()) {
                throw AwsError.invalid(
                        "InvalidTarget", "The following targets are not in a valid state: '" + target.id() + "'");
            }
            state.register(group.arn(), target.id(), target.port());
        }
    }

    /** The target drains; the load balancer forgets it when the delay is over. */
    private void deregister(Query query, Xml xml) throws AwsError {
        TargetGroup group = groupOf(query);
        query.required("Targets.member.1.Id");
        targets(query, group).forEach(target -> state.health(group.arn(), target, TargetHealth.DRAINING));
    }
}
