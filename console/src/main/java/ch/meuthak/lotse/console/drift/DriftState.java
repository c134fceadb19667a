package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LastSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the detector knows at one moment, and what follows from it. Pure: no reader waits for the disk.
 *
 * @param memory absent until something was read or kept
 * @param glance the last look of this console; absent until there was one
 * @param problem why what is remembered cannot be read or written; empty when it can
 */
record DriftState(Optional<Baseline> memory, Optional<SnapshotComparison> glance, String problem) {

    static DriftState nothing() {
        return new DriftState(Optional.empty(), Optional.empty(), "");
    }

    /** What differs from the accepted state, as far as it was read just now; restarts are not among it. */
    Fact<List<Change>> changes() {
        if (glance.isEmpty()) {
            return Fact.unread(
                    problem.isEmpty() ? "nothing was compared with the baseline yet" : "the baseline is unreadable");
        }
        return Fact.known(differences().stream()
                .filter(one -> one.read() && !one.isRestart())
                .map(DriftState::change)
                .toList());
    }

    private static Change change(Drifted one) {
        Difference difference = one.difference();
        return new Change(difference.kind().hop(), difference.sentence(), difference.undo(), one.since());
    }

    /** The instances as last seen; restarted ones as they were before the restart. */
    Fact<List<LastSeen>> lastSeen() {
        if (memory.isEmpty()) {
            return Fact.unread("no earlier state was kept");
        }
        Map<String, LastSeen> seen = new TreeMap<>(memory.get().instances());
        memory.get().restarts().forEach(restart -> seen.put(restart.before().instanceId(), restart.lastSeen()));
        return Fact.known(List.copyOf(seen.values()));
    }

    DriftSummary drift() {
        return new DriftSummary(
                memory.map(Baseline::acceptedAt),
                memory.filter(Baseline::byOperator).isPresent(),
                differences(),
                problem);
    }

    List<Drifted> differences() {
        List<Drifted> all = new ArrayList<>();
        memory.ifPresent(now -> {
            now.drift().forEach(told -> drifted(now, told).ifPresent(all::add));
            now.restarts()
                    .forEach(restart -> all.add(
                            new Drifted(restart.difference(), restart.seenAt(), true, Optional.of(restart.until()))));
        });
        return all;
    }

    /** What is gone altogether, with the instance or the group that it was about, differs from nothing. */
    private Optional<Drifted> drifted(Baseline now, Aspects.Told told) {
        boolean read = glance.filter(last -> last.read(told.delta())).isPresent();
        if (!read && glance.filter(SnapshotComparison::complete).isPresent()) {
            return Optional.empty();
        }
        Instant since = now.since().getOrDefault(told.difference().id(), now.acceptedAt());
        return Optional.of(new Drifted(told.difference(), since, read, Optional.empty()));
    }

    /**
     * One difference accepted.
     *
     * @throws NotAccepted when it does not, or no longer, differ
     */
    SnapshotComparison.Outcome accepting(String id, Instant at) {
        Baseline now = known();
        Difference difference = differences().stream()
                .map(Drifted::difference)
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new NotAccepted("This difference no longer exists, or it has changed. Look at it again."));
        State accepts = now.accepted();
        for (Aspects.Told told : now.drift()) {
            if (told.difference().id().equals(id)) {
                accepts = told.delta().applied(accepts);
            }
        }
        List<Restart> others = now.restarts().stream()
                .filter(restart -> !restart.difference().id().equals(id))
                .toList();
        return new SnapshotComparison.Outcome(
                now.withAccepted(accepts, at, true).withInstances(now.instances(), others),
                List.of(Entry.accepted("Accepted: " + difference.sentence(), at)));
    }

    /**
     * Everything accepted as it was last known.
     *
     * @param mark the {@link DriftSummary#mark} of what was seen; empty for whatever differs
     * @throws NotAccepted when something else differs by now
     */
    SnapshotComparison.Outcome acceptingAll(String mark, Instant at) {
        Baseline now = known();
        DriftSummary drift = drift();
        if (!mark.isEmpty() && !mark.equals(drift.mark())) {
            throw new NotAccepted(
                    "Something changed since you looked. Look at the differences again, then make this the baseline.");
        }
        int many = drift.differences().size();
        String sentence = "The current state became the baseline"
                + (many == 0 ? "." : many == 1 ? ": one difference." : ": " + many + " differences.");
        return new SnapshotComparison.Outcome(
                now.withAccepted(now.accepted().updatedBy(now.last()), at, true)
                        .withInstances(now.instances(), List.of()),
                List.of(Entry.accepted(sentence, at)));
    }

    private Baseline known() {
        return memory.orElseThrow(() -> new NotAccepted("There is no reading yet that could become the baseline."));
    }
}
