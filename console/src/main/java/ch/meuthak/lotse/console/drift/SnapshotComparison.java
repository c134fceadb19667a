package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One snapshot, and what it does to what is remembered. Pure.
 *
 * @param state the snapshot taken apart
 */
record SnapshotComparison(Topology topology, State state) {

    /** What is remembered after it, and what has happened. */
    record Outcome(Baseline memory, List<Entry> happened) {}

    static SnapshotComparison at(Topology topology, Optional<ServingRelease> release) {
        return new SnapshotComparison(topology, SnapshotParts.state(topology, release));
    }

    /** To the second, for sentences. */
    private Instant at() {
        return topology.takenAt().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether every call was answered: then what is not in it is not there. */
    boolean complete() {
        return topology.problems().isEmpty();
    }

    /** The first time: the reading becomes the baseline, as does every part when it is first read. */
    Outcome first(String why) {
        Baseline memory = followed(Baseline.first(state, topology.region(), at()));
        return new Outcome(memory, List.of(Entry.accepted(why + "The first reading becomes the baseline.", at())));
    }

    /** The next time. */
    Outcome after(Baseline before) {
        List<Entry> happened = Aspects.differences(before.last(), state, topology.region()).stream()
                .map(told -> Entry.of(told.difference(), at()))
                .toList();
        State accepts = before.accepted().filledFrom(state);
        if (ReleaseAspect.isAsked(state)) {
            accepts = accepts.with(ReleaseAspect.PART, state.items(ReleaseAspect.PART));
        }
        String region = topology.region().isEmpty() ? before.region() : topology.region();
        Baseline memory = before.withLast(accepts, before.last().updatedBy(state), region);
        return new Outcome(followed(timed(memory)), happened);
    }

    /** Each difference that stands keeps the time at which it was first seen. */
    private Baseline timed(Baseline memory) {
        Map<String, Instant> since = new HashMap<>();
        memory.drift().forEach(told -> {
            String id = told.difference().id();
            since.put(id, memory.since().getOrDefault(id, at()));
        });
        return memory.withSince(since);
    }

    /** What became of the instances. One that does not run says nothing of how it will be when it does. */
    private Baseline followed(Baseline memory) {
        Map<String, LastSeen> seen = new HashMap<>(memory.instances());
        Map<String, Restart> restarts = new TreeMap<>();
        memory.restarts().stream()
                .filter(restart -> restart.until().isAfter(at()))
                .forEach(restart -> restarts.put(restart.before().instanceId(), restart));
        Map<String, List<Target>> targets = targets();
        Fact.orEmpty(topology.instances()).stream()
                .filter(instance -> instance.state().equals("running"))
                .forEach(instance -> follow(instance, seen, restarts, targets));
        return memory.withInstances(seen, new ArrayList<>(restarts.values()));
    }

    private void follow(
            Instance instance,
            Map<String, LastSeen> seen,
            Map<String, Restart> restarts,
            Map<String, List<Target>> targets) {
        LastSeen now = Restart.sighted(instance, at());
        Optional<LastSeen> before = Optional.ofNullable(seen.put(instance.id(), now));
        Optional<Restart> told = Optional.ofNullable(restarts.get(instance.id()))
                .or(() -> before.filter(was -> Restart.differs(was, now)).map(was -> Restart.of(was, now, at())))
                .map(restart -> restart.now(now, targetsOf(instance, targets), at()));
        told.filter(restart -> Restart.differs(restart.before(), now))
                .ifPresentOrElse(restart -> restarts.put(instance.id(), restart), () -> restarts.remove(instance.id()));
    }

    private Map<String, List<Target>> targets() {
        Map<String, List<Target>> targets = new HashMap<>();
        for (TargetGroup group : Fact.orEmpty(topology.targetGroups())) {
            Fact.orEmpty(group.targets())
                    .forEach(target -> targets.computeIfAbsent(target.id(), id -> new ArrayList<>())
                            .add(target));
        }
        return targets;
    }

    /** A target is named by the id of its instance or by its private address. */
    private static List<Target> targetsOf(Instance instance, Map<String, List<Target>> targets) {
        List<Target> all = new ArrayList<>(targets.getOrDefault(instance.id(), List.of()));
        all.addAll(targets.getOrDefault(instance.privateIp(), List.of()));
        return all;
    }

    /** Whether a difference was seen, or could not have been. */
    boolean read(Delta delta) {
        return state.has(delta.part());
    }
}
