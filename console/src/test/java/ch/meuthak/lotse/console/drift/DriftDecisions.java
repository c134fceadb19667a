package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is decided about each single change of the tables, and no word of it. */
public final class DriftDecisions {
    private DriftDecisions() {}

    public static List<String> all() {
        List<String> all = new ArrayList<>();
        for (Changes.Case one : Changes.all()) {
            State before = state(one.was());
            Aspects.differences(before, state(one.is()), "us-east-1")
                    .forEach(told -> all.add(told.difference().id()
                            + " " + told.difference().kind() + " "
                            + told.difference().drift() + " "
                            + told.difference().undo().commands().size() + " "
                            + Aspects.differences(told.delta().applied(before), state(one.is()), "us-east-1")
                                    .size()
                            + " " + state(one.is()).parts().keySet() + " " + traits(told.delta())));
        }
        return all;
    }

    private static String traits(Delta delta) {
        return delta.before().map(Item::traits) + " " + delta.after().map(Item::traits);
    }

    private static State state(ReferenceTopology topology) {
        return SnapshotParts.state(topology.topology(), Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true)));
    }
}
