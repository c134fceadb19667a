package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Target;
import java.util.List;

/** At least one target must be healthy, in the load balancer's eyes. */
final class TargetReader implements HopReader {
    private static final String TITLE = "Target";

    @Override
    public HopReading read(Route route) {
        return switch (route.targets()) {
            case Fact.Known<List<Target>>(var targets) when !targets.isEmpty() -> read(targets, route.unhealthy());
            case Fact.Known<List<Target>> _ -> HopReading.unknown(TITLE, "There is no target that could be healthy.");
            case Fact<List<Target>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(List<Target> targets, List<Target> bad) {
        Target shown = bad.isEmpty() ? targets.getFirst() : bad.getFirst();
        boolean single = targets.size() == 1;
        return HopReading.known(
                        single ? name(shown) : (targets.size() - bad.size()) + " of " + targets.size() + " healthy",
                        "The load balancer's health check finds "
                                + (single ? "it healthy." : "all " + targets.size() + " healthy."))
                .with("State", shown.state())
                .with("Reason", shown.reason())
                .with("AWS says", shown.description())
                .withId("Target", shown.id())
                .with("Port", Integer.toString(shown.port()))
                .with("Zone", shown.availabilityZone());
    }

    /** {@code i-0ac165e251c3c44ac:5000}. */
    static String name(Target target) {
        return target.id() + ":" + target.port();
    }
}
