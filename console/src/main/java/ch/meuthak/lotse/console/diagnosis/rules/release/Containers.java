package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Container;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Containers of the box, as the Docker engine reports them. */
final class Containers {
    static final String ENGINE = "the Docker engine";

    /** After this time, a restarted container counts as settled. */
    static final Duration SETTLED = Duration.ofMinutes(10);

    private Containers() {}

    static Optional<Container> first(Box box, Predicate<Container> which) {
        return box.containers().stream().filter(which).findFirst();
    }

    static boolean ranOutOfMemory(Container one, Box box) {
        return one.end()
                .filter(end -> end.outOfMemory() && end.at().plus(SETTLED).isAfter(box.at()))
                .isPresent();
    }
}
