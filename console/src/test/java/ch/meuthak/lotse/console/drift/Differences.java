package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Topology;
import java.util.List;
import java.util.Optional;

/** Compares two snapshots, for tests of other packages. */
public final class Differences {
    private Differences() {}

    /** What of the second is drift from the first. */
    public static List<Difference> drift(Topology accepted, Topology now) {
        return Aspects.differences(
                        SnapshotParts.state(accepted, Optional.empty()),
                        SnapshotParts.state(now, Optional.empty()),
                        now.region())
                .stream()
                .map(Aspects.Told::difference)
                .filter(Difference::drift)
                .toList();
    }
}
