package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rule that decides about the domain must forward to a target group. */
final class RuleReader implements HopReader {
    private static final String TITLE = "Listener rule";

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.rule()) {
            case Fact.Known<Optional<ListenerRule>>(var rule) ->
                rule.map(one -> HopReading.known(one.name(), detail(route, one))
                                .with("Action", ListenerRuleWords.action(one))
                                .with("Conditions", conditions(one)))
                        .orElseGet(() -> HopReading.unknown(TITLE, "AWS lists no listener rule for the domain."));
            case Fact<Optional<ListenerRule>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static String detail(RequestTrace route, ListenerRule rule) {
        String groups = RequestTrace.known(route.targetGroups()).stream()
                .map(TargetGroup::name)
                .collect(Collectors.joining(" and "));
        return groups.isEmpty()
                ? "Handles " + about(route, rule) + ": " + ListenerRuleWords.action(rule) + "."
                : "Forwards " + about(route, rule) + " to " + groups + ".";
    }

    private static String about(RequestTrace route, ListenerRule rule) {
        return route.domain()
                + (rule.narrowing().isEmpty() ? "" : " where " + ListenerRuleWords.conditions(rule.narrowing()));
    }

    private static String conditions(ListenerRule rule) {
        return rule.conditions().isEmpty() ? "none (default rule)" : ListenerRuleWords.conditions(rule.conditions());
    }
}
