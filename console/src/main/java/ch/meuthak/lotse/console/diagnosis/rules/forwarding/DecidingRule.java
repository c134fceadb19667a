package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The listener rule that decides about the domain and forwards to no target group. */
final class DecidingRule {
    static final String LISTED = "DescribeRules";

    private DecidingRule() {}

    /** The deciding rule, when no request gets to a target group by it. */
    static Optional<ListenerRule> astray(RequestTrace route) {
        return route.rule().toOptional().flatMap(Function.identity()).filter(rule -> !rule.forwards());
    }

    /** The rules for hosts that would forward, and one of which may have been meant. */
    static List<ListenerRule> forHosts(RequestTrace route) {
        return route.https().map(Listener::rules).map(RequestTrace::known).orElse(List.of()).stream()
                .filter(rule -> !rule.hosts().isEmpty() && rule.isForward())
                .toList();
    }

    /** Begins a finding about it. */
    static FindingBuilder decides(RequestTrace route, Rule by, String title, ListenerRule rule) {
        return route.found(by, title)
                .about(rule.arn())
                .seen(rule.name() + " handles " + route.domain() + ": " + ListenerRuleWords.action(rule) + ".", LISTED)
                .cause(rule.name() + " handles " + route.domain() + " with the action \""
                        + ListenerRuleWords.action(rule) + "\". No request reaches the target group.")
                .stops();
    }
}
