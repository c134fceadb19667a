package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Target;
import ch.meuthak.lotse.console.cloud.TargetGroup;
import java.util.List;

/** The target group must have a target. */
final class TargetGroupHopRule implements HopRule {
    private static final String TITLE = "Target group";

    @Override
    public Judgement judge(Route route) {
        return switch (route.targetGroups()) {
            case Fact.Known<List<TargetGroup>>(var groups) when !groups.isEmpty() -> judge(route, groups);
            case Fact.Known<List<TargetGroup>> _ ->
                Judgement.unknown(
                        TITLE, "The rule that decides about the domain forwards to no target group that was read.");
            case Fact<List<TargetGroup>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement judge(Route route, List<TargetGroup> groups) {
        TargetGroup first = groups.getFirst();
        String title = String.join(", ", groups.stream().map(TargetGroup::name).toList());
        Judgement judgement =
                switch (route.targets()) {
                    case Fact.Known<List<Target>>(var targets) -> judge(title, groups, targets);
                    case Fact<List<Target>> other ->
                        Judgement.unknown(
                                title, "The group is there; its targets were not read. " + Judgement.why(other));
                };
        return judgement
                .with("Protocol", first.protocol() + ":" + first.port())
                .with("Type", first.targetType())
                .with(
                        "Health check",
                        first.healthCheck().protocol() + " "
                                + first.healthCheck().path())
                .withId("ARN", first.arn());
    }

    private static Judgement judge(String title, List<TargetGroup> groups, List<Target> targets) {
        if (targets.isEmpty()) {
            return Judgement.fail(
                    title, "It has no target, so the load balancer answers 503. Register the instance with its port.");
        }
        List<String> empty = groups.stream()
                .filter(group -> group.targets().toOptional().orElse(List.of()).isEmpty())
                .map(TargetGroup::name)
                .toList();
        return empty.isEmpty()
                ? Judgement.ok(
                        title, targets.size() == 1 ? "It has one target." : "It has " + targets.size() + " targets.")
                : Judgement.warn(
                        title,
                        "Requests are shared out among " + groups.size() + " groups, and " + String.join(", ", empty)
                                + " has no target: its share is answered 503. Register a target there or take its weight away.");
    }
}
