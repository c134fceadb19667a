package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one rule says about one hop, before it is known since when. */
record Judgement(HopStatus status, String title, String detail, List<HopFact> facts) {

    static Judgement ok(String title, String detail) {
        return new Judgement(HopStatus.OK, title, detail, List.of());
    }

    static Judgement warn(String title, String detail) {
        return new Judgement(HopStatus.WARN, title, detail, List.of());
    }

    static Judgement fail(String title, String detail) {
        return new Judgement(HopStatus.FAIL, title, detail, List.of());
    }

    static Judgement unknown(String title, String detail) {
        return new Judgement(HopStatus.UNKNOWN, title, detail, List.of());
    }

    /** What it would take was not read. */
    static Judgement unknown(String title, Fact<?> fact) {
        return unknown(title, why(fact));
    }

    /** Why a fact is not known, as a sentence. */
    static String why(Fact<?> fact) {
        return switch (fact) {
            case Fact.Failed<?>(var problem) -> problem.message();
            case Fact.Unread<?>(var because) -> "Not read, because " + because + ".";
            case Fact.Known<?> _ -> "It was read, but what this needs is not in it.";
        };
    }

    /** With one more fact for the eye; one without a value is left out. */
    Judgement with(String name, String value) {
        return value.isEmpty() ? this : with(new HopFact.Text(name, value));
    }

    /** With an id or address that somebody may want to copy. */
    Judgement withId(String name, String value) {
        return value.isEmpty() ? this : with(new HopFact.Id(name, value));
    }

    Judgement with(String name, Optional<Instant> at) {
        return at.map(known -> with(new HopFact.Time(name, known))).orElse(this);
    }

    private Judgement with(HopFact fact) {
        var more = new ArrayList<>(facts);
        more.add(fact);
        return new Judgement(status, title, detail, List.copyOf(more));
    }
}
