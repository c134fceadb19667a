package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.LastSeen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What must be remembered from one snapshot to the next, and from one console to the next.
 *
 * @param accepted what everything is compared with
 * @param acceptedAt when it was last accepted, by the operator or as what was read first
 * @param byOperator false as long as it is what was read first
 * @param last the last known state: parts that could not be read since are as they were
 * @param region for the commands
 * @param since when each difference from the accepted state was first seen, by its id
 * @param instances each instance as it was last seen running, by its id
 * @param restarts the restarts that are news
 */
public record Baseline(
        State accepted,
        Instant acceptedAt,
        boolean byOperator,
        State last,
        String region,
        Map<String, Instant> since,
        Map<String, LastSeen> instances,
        List<Restart> restarts) {
    /** In place of an id: every difference that stands has stood at least since then. */
    public static final String SINCE_OF_ALL = "";

    public Baseline {
        since = Map.copyOf(since);
        instances = Map.copyOf(instances);
        restarts = List.copyOf(restarts);
    }

    /** The first reading becomes the baseline. */
    static Baseline first(State state, String region, Instant at) {
        return new Baseline(state, at, false, state, region, Map.of(), Map.of(), List.of());
    }

    Baseline withAccepted(State other, Instant at, boolean operator) {
        return new Baseline(other, at, operator, last, region, since, instances, restarts);
    }

    Baseline withLast(State accepts, State other, String inRegion) {
        return new Baseline(accepts, acceptedAt, byOperator, other, inRegion, since, instances, restarts);
    }

    Baseline withSince(Map<String, Instant> other) {
        return new Baseline(accepted, acceptedAt, byOperator, last, region, other, instances, restarts);
    }

    Baseline withInstances(Map<String, LastSeen> others, List<Restart> restarted) {
        return new Baseline(accepted, acceptedAt, byOperator, last, region, since, others, restarted);
    }

    /** The same once each difference has its own time, where {@link #SINCE_OF_ALL} stands for all of them. */
    public Baseline settled() {
        Instant all = since.get(SINCE_OF_ALL);
        return all == null
                ? this
                : withSince(drift().stream()
                        .map(told -> told.difference().id())
                        .distinct()
                        .collect(Collectors.toMap(id -> id, _ -> all)));
    }

    /** Whether the other says the same but for when instances were seen. */
    boolean saysTheSameAs(Baseline other) {
        return withInstances(Map.of(), restarts).equals(other.withInstances(Map.of(), other.restarts));
    }

    /** What differs from the accepted state. */
    List<Aspects.Told> drift() {
        return Aspects.differences(accepted, last, region).stream()
                .filter(told -> told.difference().drift())
                .toList();
    }
}
