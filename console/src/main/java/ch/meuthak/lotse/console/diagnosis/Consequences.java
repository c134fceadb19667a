package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds each finding into the one that explains it. */
final class Consequences {
    private Consequences() {}

    /** The same findings in the same order, each folded into the first one that explains it. */
    static List<Finding> fold(RequestTrace route, List<Finding> inOrder) {
        Map<Rule, List<Finding>> explained = new HashMap<>();
        List<Finding> causes = new ArrayList<>();
        for (Finding finding : inOrder) {
            Optional<Finding> by = inOrder.stream()
                    .filter(other -> explains(route, other, finding))
                    .findFirst();
            by.map(cause -> explained.computeIfAbsent(cause.rule(), key -> new ArrayList<>()))
                    .orElse(causes)
                    .add(finding);
        }
        return causes.stream().map(cause -> folded(cause, explained)).toList();
    }

    private static boolean explains(RequestTrace route, Finding cause, Finding finding) {
        return finding.rule().follows(route, cause.rule())
                || (finding.rule().isSeenFromOutside() && cause.stops() && isBefore(cause, finding));
    }

    /** Whether a request meets the one before the other; what is no matter of one hop comes after all of them. */
    private static boolean isBefore(Finding one, Finding other) {
        int end = Hop.values().length;
        return one.hop().map(Hop::ordinal).orElse(end)
                < other.hop().map(Hop::ordinal).orElse(end);
    }

    private static Finding folded(Finding cause, Map<Rule, List<Finding>> explained) {
        List<Finding> its = explained.getOrDefault(cause.rule(), List.of());
        return its.isEmpty()
                ? cause
                : cause.explaining(
                        its.stream().map(one -> folded(one, explained)).toList());
    }
}
