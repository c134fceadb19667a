package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was read of one hop.
 *
 * @param known whether all that it takes to judge the hop was read: if it was, and no rule finds anything, the hop is in order
 * @param title what stands there, {@code semarb3}
 * @param detail one sentence: what was read when nothing is wrong, or why it is not known
 * @param facts what was read, for the eye
 */
record HopReading(boolean known, String title, String detail, List<HopFact> facts) {

    static HopReading known(String title, String detail) {
        return new HopReading(true, title, detail, List.of());
    }

    static HopReading unknown(String title, String detail) {
        return new HopReading(false, title, detail, List.of());
    }

    /** What it would take was not read. */
    static HopReading unknown(String title, Fact<?> fact) {
        return unknown(title, why(fact));
    }

    /** Why a fact is not known, as a sentence. */
    static String why(Fact<?> fact) {
        return switch (fact) {
            case Fact.Failed<?>(var problem) -> problem.message();
            case Fact.Unread<?>(var because) -> "Not read, because " + because + ".";
            case Fact.Known<?> _ -> "AWS was read, but the answer lacks what this needs.";
        };
    }

    /** Adds a fact to show; a fact without a value is left out. */
    HopReading with(String name, String value) {
        return value.isEmpty() ? this : with(new HopFact.Text(name, value));
    }

    /** Adds an id or address to copy. */
    HopReading withId(String name, String value) {
        return value.isEmpty() ? this : with(new HopFact.Id(name, value));
    }

    HopReading with(String name, Optional<Instant> at) {
        return at.map(known -> with(new HopFact.Time(name, known))).orElse(this);
    }

    private HopReading with(HopFact fact) {
        var more = new ArrayList<>(facts);
        more.add(fact);
        return new HopReading(known, title, detail, List.copyOf(more));
    }
}
