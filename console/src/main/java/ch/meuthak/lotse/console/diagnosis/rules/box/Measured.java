package ch.meuthak.lotse.console.diagnosis.rules.box;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Resources;
import java.util.Optional;
import java.util.function.Predicate;

/** The box, when something is the case with what was measured on it. */
final class Measured {
    static final long MEBIBYTE = 1024 * 1024;

    private Measured() {}

    static Optional<Box> box(RequestTrace route, Predicate<Resources> of) {
        return route.box().filter(box -> box.resources().filter(of).isPresent());
    }
}
