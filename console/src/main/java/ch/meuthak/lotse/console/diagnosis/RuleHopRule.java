package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.ListenerRule;
import java.util.List;
import java.util.Optional;

/** The rule that decides about the domain must forward to a target group. */
final class RuleHopRule implements HopRule {
    private static final String TITLE = "Rule";

    @Override
    public Judgement judge(Route route) {
        return switch (route.rule()) {
            case Fact.Known<Optional<ListenerRule>>(var rule) ->
                rule.map(one -> judge(route, one).with("Action", one.action()).with("Conditions", conditions(one)))
                        .orElseGet(() -> Judgement.unknown(TITLE, "AWS lists no rule that decides about the domain."));
            case Fact<Optional<ListenerRule>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement judge(Route route, ListenerRule rule) {
        String title = rule.isDefault() ? "Default rule" : "Rule " + rule.priority();
        String domain = route.topology().domain();
        if (rule.actionType().equals("forward") && !rule.targetGroupArns().isEmpty()) {
            return Judgement.ok(title, "It decides about " + domain + ": " + rule.action() + ".");
        }
        String others = rule.isDefault() ? otherHosts(route) : "";
        return Judgement.fail(
                title,
                "It decides about " + domain + " and says \"" + rule.action()
                        + "\", so no request reaches the target group."
                        + (others.isEmpty()
                                ? " Let it forward to the target group."
                                : " The rules before it are for " + others + ": correct the host that was meant to be "
                                        + domain + "."));
    }

    private static String otherHosts(Route route) {
        List<ListenerRule> rules = route.listener()
                .toOptional()
                .flatMap(listener -> listener)
                .flatMap(listener -> listener.rules().toOptional())
                .orElse(List.of());
        return String.join(
                ", ",
                rules.stream()
                        .flatMap(rule -> rule.hosts().stream())
                        .distinct()
                        .limit(10)
                        .toList());
    }

    private static String conditions(ListenerRule rule) {
        return rule.conditions().isEmpty()
                ? "none: it takes whatever no other rule took"
                : String.join(" and ", rule.conditions());
    }
}
