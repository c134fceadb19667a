package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.List;
import java.util.function.Supplier;

/**
 * The latest observations for the diagnosis, besides AWS and the releases. They never block.
 *
 * @param outside from the probes
 * @param box what runs and listens on the box
 * @param access the state of the console's credentials
 * @param lastSeen the instances in the previous snapshot
 * @param changes the differences from the baseline
 */
public record ObservationSources(
        Supplier<Outside> outside,
        Supplier<Fact<Box>> box,
        Supplier<Fact<Access>> access,
        Supplier<Fact<List<LastSeen>>> lastSeen,
        Supplier<Fact<List<Change>>> changes) {

    /** What a process sees that lives for one reading. */
    public static ObservationSources ofDoctor(Outside outside, Fact<Access> access) {
        String because = "only a running console checks it";
        return new ObservationSources(
                () -> outside,
                () -> Fact.unread(because),
                () -> access,
                () -> Fact.unread(because),
                () -> Fact.unread(because));
    }

    public Observations with(Topology topology, ReleaseFacts release, int consolePort) {
        return new Observations(
                topology, release, consolePort, outside.get(), box.get(), access.get(), lastSeen.get(), changes.get());
    }
}
