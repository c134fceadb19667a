package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.util.Optional;

/** How the tests diagnose and look at a hop. */
final class Diagnosing {
    /** What a call says that may not be made. */
    static final Problem DENIED = new Problem("Some", "AccessDenied", "The credentials may not call it.", "Allow it.");

    private Diagnosing() {}

    /** At noon, with a release that serves. */
    static Diagnosis diagnose(ReferenceTopology reference) {
        return diagnose(reference, new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon."));
    }

    static Diagnosis diagnose(ReferenceTopology reference, ReleaseFacts release) {
        return Diagnosis.of(Rulebook.ALL, Observations.of(reference.topology(), release, 5080), Optional.empty(), NOON);
    }

    /** The first hop that is broken; there must be one. */
    static Hop broken(ReferenceTopology reference) {
        return diagnose(reference).firstBroken().orElseThrow();
    }

    static HopState hop(Diagnosis diagnosis, Hop hop) {
        return diagnosis.path().hops().stream()
                .filter(one -> one.hop() == hop)
                .findFirst()
                .orElseThrow();
    }

    static HopStatus status(Diagnosis diagnosis, Hop hop) {
        return hop(diagnosis, hop).status();
    }

    static String detail(Diagnosis diagnosis, Hop hop) {
        return hop(diagnosis, hop).detail();
    }
}
