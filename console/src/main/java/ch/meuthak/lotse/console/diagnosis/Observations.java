package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.List;

/**
 * Everything that the rules may look at, at one moment. It also says what was not read; rules do not judge that.
 *
 * @param topology what AWS says is there
 * @param release what the console knows of the release that serves
 * @param consolePort where the console listens
 * @param outside what the probes saw
 * @param box what listens on the box that the release runs on
 * @param access what the console's credentials are
 * @param lastSeen the instances as they were when they were last seen before
 * @param changes what differs from the state that the operator has accepted; empty when nothing does
 */
public record Observations(
        Topology topology,
        ReleaseFacts release,
        int consolePort,
        Outside outside,
        Fact<Box> box,
        Fact<Access> access,
        Fact<List<LastSeen>> lastSeen,
        Fact<List<Change>> changes) {

    /** What AWS and the console itself say, and nothing else. */
    public static Observations of(Topology topology, ReleaseFacts release, int consolePort) {
        return new Observations(
                topology,
                release,
                consolePort,
                Outside.unread(),
                Fact.unread("the box was not read"),
                Fact.unread("the credentials were not inspected"),
                Fact.unread("no earlier state was kept"),
                Fact.unread("there is no baseline"));
    }
}
