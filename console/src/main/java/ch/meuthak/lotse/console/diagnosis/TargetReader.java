package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.Sentences;
import ch.meuthak.lotse.console.words.TargetWords;
import java.util.List;
import java.util.stream.Stream;

/** At least one target must be healthy, in the load balancer's eyes. */
final class TargetReader implements HopReader {
    private static final String TITLE = "Target";

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.targets()) {
            case Fact.Known<List<Target>>(var targets)
            when !targets.isEmpty() -> read(route, targets, route.unhealthy());
            case Fact.Known<List<Target>> _ -> HopReading.unknown(TITLE, "There is no target.");
            case Fact<List<Target>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(RequestTrace route, List<Target> targets, List<Target> bad) {
        List<Target> unclear =
                targets.stream().filter(target -> !target.isKnown()).toList();
        Target shown = Stream.of(bad, unclear, targets)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
        return reading(route, targets, unclear)
                .with("State", shown.state())
                .with("Reason", shown.reason())
                .with("AWS says", shown.description())
                .withId("Target", shown.id())
                .withId(
                        "Instance",
                        route.instance(shown)
                                .map(Instance::id)
                                .filter(id -> !id.equals(shown.id()))
                                .orElse(""))
                .with("Port", shown.port() == 0 ? "" : Integer.toString(shown.port()))
                .with("Zone", shown.availabilityZone());
    }

    private static HopReading reading(RequestTrace route, List<Target> targets, List<Target> unclear) {
        boolean single = targets.size() == 1;
        long healthy = targets.stream().filter(Target::isHealthy).count();
        String title = single ? route.name(targets.getFirst()) : healthy + " of " + targets.size() + " healthy";
        if (!unclear.isEmpty()) {
            TargetWords words = TargetWords.ofUnknown(unclear.getFirst());
            return HopReading.unknown(
                    title,
                    Sentences.join(
                            single ? "" : route.name(unclear.getFirst()) + ":", words.meaning(), words.advice()));
        }
        return HopReading.known(
                title, single ? "It passes its health check." : "All " + targets.size() + " pass their health check.");
    }
}
