package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.cloud.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.cloud.Problem;
import ch.meuthak.lotse.console.cloud.ReferenceTopology;
import java.util.Optional;

/** How the tests trace a path and look at a hop of it. */
final class Tracing {
    /** What a call says that may not be made. */
    static final Problem DENIED = new Problem("Some", "AccessDenied", "The credentials may not call it. Allow it.");

    private Tracing() {}

    /** At noon, with a release that serves. */
    static RequestPath trace(ReferenceTopology reference) {
        return trace(reference, new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready since noon."));
    }

    static RequestPath trace(ReferenceTopology reference, ReleaseFacts release) {
        return PathTracer.trace(reference.topology(), release, Optional.empty(), NOON);
    }

    /** The first hop that is broken; there must be one. */
    static Hop broken(ReferenceTopology reference) {
        return trace(reference).firstBroken().orElseThrow().hop();
    }

    static HopState hop(RequestPath path, Hop hop) {
        return path.hops().stream().filter(one -> one.hop() == hop).findFirst().orElseThrow();
    }

    static HopStatus status(RequestPath path, Hop hop) {
        return hop(path, hop).status();
    }

    static String detail(RequestPath path, Hop hop) {
        return hop(path, hop).detail();
    }
}
