package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.Optional;

/** How targets do. Nobody accepts that a target is ill: it is told in the timeline and never drift. */
final class HealthAspect implements Aspect {
    private static final String STATE = "state";

    @Override
    public Kind kind() {
        return Kind.HEALTH;
    }

    @Override
    public void read(SnapshotParts seen) {
        for (TargetGroup group : Fact.orEmpty(seen.topology().targetGroups())) {
            group.targets()
                    .toOptional()
                    .ifPresent(targets -> seen.part(
                            "health " + group.arn(),
                            targets.stream().map(target -> item(group, target)).toList()));
        }
    }

    private static Item item(TargetGroup group, Target target) {
        return Item.of(Kind.HEALTH, target.name(), "")
                .with(
                        STATE,
                        (target.state().isEmpty() ? "of unknown health" : target.state())
                                + (target.reason().isEmpty() ? "" : " (" + target.reason() + ")"))
                .detail("name", group.name());
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        return delta instanceof Delta.Changed changed
                ? Optional.of(Difference.told(
                        Kind.HEALTH,
                        changed.is().detail("name"),
                        changed.from(),
                        changed.to(),
                        "The target " + changed.is().id() + " is " + changed.to() + " and was " + changed.from() + "."))
                : Optional.empty();
    }
}
