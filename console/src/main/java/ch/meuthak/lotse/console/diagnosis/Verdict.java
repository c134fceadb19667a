package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Topology;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one sentence about the whole path. It says that nothing is broken only when every hop was judged. */
final class Verdict {
    private Verdict() {}

    static String of(Topology topology, ReleaseFacts release, List<HopState> hops) {
        List<HopState> broken = with(hops, HopStatus.FAIL);
        List<HopState> unknown = with(hops, HopStatus.UNKNOWN);
        if (!broken.isEmpty()) {
            return broken(broken.getFirst(), unknown);
        }
        if (!unknown.isEmpty()) {
            return "Whether requests for " + topology.domain() + " get through is not known, because " + labels(unknown)
                    + " could not be judged: " + unknown.getFirst().detail();
        }
        String through = "Nothing is broken: requests for " + topology.domain() + " get through every part to "
                + release.serving().map(name -> "release " + name).orElse("the release") + ".";
        List<HopState> warnings = with(hops, HopStatus.WARN);
        return warnings.isEmpty() ? through : through + " Worth a look: " + labels(warnings) + ".";
    }

    private static String broken(HopState first, List<HopState> unknown) {
        List<HopState> before = unknown.stream()
                .filter(hop -> hop.hop().compareTo(first.hop()) < 0)
                .toList();
        return "Broken at " + (first.hop() == Hop.DNS ? "" : "the ") + label(first) + ": " + first.detail()
                + (before.isEmpty() ? "" : " Not known before it: " + labels(before) + ".");
    }

    private static List<HopState> with(List<HopState> hops, HopStatus status) {
        return hops.stream().filter(hop -> hop.status() == status).toList();
    }

    private static String labels(List<HopState> hops) {
        return hops.stream().map(Verdict::label).collect(Collectors.joining(", "));
    }

    private static String label(HopState hop) {
        return hop.hop() == Hop.DNS ? "DNS" : hop.hop().label().toLowerCase(Locale.ROOT);
    }
}
