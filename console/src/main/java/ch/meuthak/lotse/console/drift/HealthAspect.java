package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.Optional;

/** The health of targets. It is in the timeline and never drift: an unhealthy target is never the baseline. */
final class HealthAspect implements Aspect {
    private static final String STATE = "state";
    private static final String REASON = STATE + ".reason";

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
                .with(STATE, target.state())
                .with(REASON, target.reason())
                .detail("name", group.name());
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        return delta instanceof Delta.Changed changed
                ? Optional.of(Difference.told(
                        Kind.HEALTH,
                        changed.is().detail("name"),
                        words(changed.was()),
                        words(changed.is()),
                        "The target " + changed.is().id() + " is " + words(changed.is()) + " and was "
                                + words(changed.was()) + "."))
                : Optional.empty();
    }

    private static String words(Item item) {
        String reason = item.trait(REASON);
        return (item.trait(STATE).isEmpty() ? "of unknown health" : item.trait(STATE))
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
