package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.Optional;

/** The rule that decides about the domain must forward to a target group. */
final class RuleReader implements HopReader {
    private static final String TITLE = "Rule";

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.rule()) {
            case Fact.Known<Optional<ListenerRule>>(var rule) ->
                rule.map(one -> HopReading.known(
                                        one.name(),
                                        "It decides about " + about(route, one) + ": " + ListenerRuleWords.action(one)
                                                + ".")
                                .with("Action", ListenerRuleWords.action(one))
                                .with("Conditions", conditions(one)))
                        .orElseGet(() -> HopReading.unknown(TITLE, "AWS lists no rule that decides about the domain."));
            case Fact<Optional<ListenerRule>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static String about(RequestTrace route, ListenerRule rule) {
        return route.domain()
                + (rule.narrowing().isEmpty() ? "" : " where " + ListenerRuleWords.conditions(rule.narrowing()));
    }

    private static String conditions(ListenerRule rule) {
        return rule.conditions().isEmpty()
                ? "none: it takes whatever no other rule took"
                : ListenerRuleWords.conditions(rule.conditions());
    }
}
