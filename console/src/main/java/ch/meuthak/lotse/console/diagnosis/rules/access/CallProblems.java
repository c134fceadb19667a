package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Why calls of AWS have failed. */
final class CallProblems {
    static final Set<String> MISSING = Set.of("NoCredentials", "NoRegion", "UnreadableProfile");
    static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestExpired");

    private CallProblems() {}

    static Optional<Problem> first(RequestTrace route, Predicate<Problem> which) {
        return route.topology().problems().stream().filter(which).findFirst();
    }

    static boolean isDenied(Problem problem) {
        return problem.isDenied() && !problem.isLabEnded();
    }
}
