package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is taken apart: one snapshot and the serving release, and the parts that were found in them so far. */
final class SnapshotParts {
    private final Topology topology;
    private final Optional<ServingRelease> release;
    private final Map<String, List<Item>> parts = new TreeMap<>();

    private SnapshotParts(Topology topology, Optional<ServingRelease> release) {
        this.topology = topology;
        this.release = release;
    }

    /** Everything that was read. */
    static State state(Topology topology, Optional<ServingRelease> release) {
        var seen = new SnapshotParts(topology, release);
        Aspects.ALL.forEach(aspect -> aspect.read(seen));
        return new State(seen.parts);
    }

    Topology topology() {
        return topology;
    }

    Optional<ServingRelease> release() {
        return release;
    }

    Optional<LoadBalancer> balancer() {
        return topology.loadBalancer().toOptional();
    }

    /** Says that a part was read, and what is in it. */
    void part(String name, List<Item> items) {
        parts.put(name, List.copyOf(items));
    }

    void part(String name, Item item) {
        part(name, List.of(item));
    }
}
