package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;

/** The target group must have a target. */
final class TargetGroupReader implements HopReader {
    private static final String TITLE = "Target group";

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.targetGroups()) {
            case Fact.Known<List<TargetGroup>>(var groups) when !groups.isEmpty() -> read(route, groups);
            case Fact.Known<List<TargetGroup>> _ ->
                HopReading.unknown(TITLE, "The listener rule forwards to no target group that was read.");
            case Fact<List<TargetGroup>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(RequestTrace route, List<TargetGroup> groups) {
        TargetGroup first = groups.getFirst();
        String title = String.join(", ", groups.stream().map(TargetGroup::name).toList());
        HopReading reading =
                switch (route.targets()) {
                    case Fact.Known<List<Target>>(var targets) -> HopReading.known(title, count(targets.size()));
                    case Fact<List<Target>> other ->
                        HopReading.unknown(
                                title, "The group exists, but its targets were not read. " + HopReading.why(other));
                };
        return reading.with("Protocol", first.protocol() + (first.port() == 0 ? "" : ":" + first.port()))
                .with("Type", first.targetType())
                .with(
                        "Health check",
                        first.healthCheck().enabled()
                                ? (first.healthCheck().protocol() + " "
                                                + first.healthCheck().path())
                                        .strip()
                                : "off")
                .withId("ARN", first.arn());
    }

    private static String count(int targets) {
        return targets == 1 ? "It has one target." : "It has " + targets + " targets.";
    }
}
