package ch.meuthak.lotse.console.diagnosis;

import java.util.Optional;

/** Recognises one fault. */
@FunctionalInterface
interface Rule {

    /** The finding, when everything that shows it is known; never a guess about what was not read. */
    Optional<Finding> check(RequestTrace route);
}
