package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Target;
import ch.meuthak.lotse.console.cloud.TargetGroup;
import java.util.List;

/** At least one target must be healthy, in the load balancer's eyes. */
final class TargetHopRule implements HopRule {
    private static final String TITLE = "Target";

    @Override
    public Judgement judge(Route route) {
        return switch (route.targets()) {
            case Fact.Known<List<Target>>(var targets) when !targets.isEmpty() -> judge(route, targets);
            case Fact.Known<List<Target>> _ -> Judgement.unknown(TITLE, "There is no target that could be healthy.");
            case Fact<List<Target>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement judge(Route route, List<Target> targets) {
        List<Target> bad =
                targets.stream().filter(target -> !target.isHealthy()).toList();
        Target shown = bad.isEmpty() ? targets.getFirst() : bad.getFirst();
        String title = targets.size() == 1
                ? shown.id() + ":" + shown.port()
                : (targets.size() - bad.size()) + " of " + targets.size() + " healthy";
        return judge(route, title, targets, bad)
                .with("State", shown.state())
                .with("Reason", shown.reason())
                .with("AWS says", shown.description())
                .withId("Target", shown.id())
                .with("Port", Integer.toString(shown.port()))
                .with("Zone", shown.availabilityZone());
    }

    private static Judgement judge(Route route, String title, List<Target> targets, List<Target> bad) {
        if (bad.isEmpty()) {
            return Judgement.ok(
                    title,
                    targets.size() == 1
                            ? "The load balancer's health check finds it healthy."
                            : "The load balancer's health check finds all " + targets.size() + " healthy.");
        }
        TargetWords words =
                TargetWords.of(bad.getFirst(), group(route, bad.getFirst()).healthCheck());
        String sentence =
                (targets.size() == 1 ? "" : bad.getFirst().id() + ": ") + words.meaning() + " " + words.advice();
        if (bad.size() < targets.size() || words.passing()) {
            return Judgement.warn(title, sentence);
        }
        return Judgement.fail(title, sentence);
    }

    private static TargetGroup group(Route route, Target target) {
        return route.targetGroups().toOptional().orElse(List.of()).stream()
                .filter(group -> group.targets().toOptional().orElse(List.of()).contains(target))
                .findFirst()
                .orElseThrow();
    }
}
