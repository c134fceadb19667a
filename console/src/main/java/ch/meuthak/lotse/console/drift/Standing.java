package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.diagnosis.Change;
import ch.meuthak.lotse.console.diagnosis.LastSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the detector knows at one moment, and what follows from it. Pure: whoever asks waits for no disk.
 *
 * @param memory absent until something was read or kept
 * @param glance the last look of this console; absent until there was one
 * @param problem why what is remembered cannot be read or written; empty when it can
 */
record Standing(Optional<Memory> memory, Optional<Glance> glance, String problem) {

    static Standing nothing() {
        return new Standing(Optional.empty(), Optional.empty(), "");
    }

    /** What differs from the accepted state, as far as it was read just now; restarts are not among it. */
    Fact<List<Change>> changes() {
        if (glance.isEmpty()) {
            return Fact.unread(
                    problem.isEmpty()
                            ? "nothing was compared with the accepted state yet"
                            : "the accepted state cannot be read");
        }
        return Fact.known(differences().stream()
                .filter(one -> one.read() && !one.isRestart())
                .map(Standing::change)
                .toList());
    }

    private static Change change(Drifted one) {
        Difference difference = one.difference();
        return new Change(difference.kind().hop(), difference.sentence(), difference.undo(), one.since());
    }

    /** The instances as they were when they were last seen; those that were started anew, as they were before. */
    Fact<List<LastSeen>> lastSeen() {
        if (memory.isEmpty()) {
            return Fact.unread("no earlier state was kept");
        }
        Map<String, LastSeen> seen = new TreeMap<>(memory.get().instances());
        memory.get().restarts().forEach(restart -> seen.put(restart.before().instanceId(), restart.lastSeen()));
        return Fact.known(List.copyOf(seen.values()));
    }

    Drift drift() {
        return new Drift(
                memory.map(Memory::acceptedAt),
                memory.filter(Memory::byOperator).isPresent(),
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
    private Optional<Drifted> drifted(Memory now, Aspects.Told told) {
        boolean read = glance.filter(last -> last.read(told.delta())).isPresent();
        if (!read && glance.filter(Glance::complete).isPresent()) {
            return Optional.empty();
        }
        Instant since = now.since().getOrDefault(told.difference().id(), now.acceptedAt());
        return Optional.of(new Drifted(told.difference(), since, read, Optional.empty()));
    }
}
