package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the rule that decides about the domain forwards to a target group. */
final class ForwardingRules {
    private static final String LISTED = "DescribeRules";

    private ForwardingRules() {}

    static List<Rule> all() {
        return List.of(ForwardingRules::anotherHost, ForwardingRules::noTargetGroup);
    }

    /** The deciding rule, when no request gets to a target group by it. */
    private static Optional<ListenerRule> astray(RequestTrace route) {
        return route.rule().toOptional().flatMap(Function.identity()).filter(rule -> !rule.forwards());
    }

    /** The rules for hosts that would forward, and one of which may have been meant. */
    private static List<ListenerRule> forHosts(RequestTrace route) {
        return route.https().map(Listener::rules).map(RequestTrace::known).orElse(List.of()).stream()
                .filter(rule -> !rule.hosts().isEmpty() && rule.actionType().equals("forward"))
                .toList();
    }

    private static FindingBuilder decides(RequestTrace route, RuleId id, String title, ListenerRule rule) {
        return route.found(id, title)
                .seen(RuleReader.name(rule) + " decides about " + route.domain() + ": " + rule.action() + ".", LISTED)
                .cause(RuleReader.name(rule) + " decides about " + route.domain() + " and says \"" + rule.action()
                        + "\", so no request reaches the target group.")
                .stops();
    }

    private static Optional<Finding> anotherHost(RequestTrace route) {
        List<ListenerRule> others = forHosts(route);
        return astray(route)
                .filter(rule -> rule.isDefault() && !others.isEmpty())
                .flatMap(rule -> {
                    String hosts = others.stream()
                            .flatMap(one -> one.hosts().stream())
                            .distinct()
                            .limit(10)
                            .collect(Collectors.joining(", "));
                    return decides(route, RuleId.RULE_HOST, "No rule is for the domain", rule)
                            .seen("The rules before it are for " + hosts + ".", LISTED)
                            .fix("The rules before it are for " + hosts + ": correct the host that was meant to be "
                                    + route.domain() + ".")
                            .commands(correct(route, others))
                            .caution("Requests for the host that the rule has now no longer match it.")
                            .done();
                });
    }

    /** Only when it is clear which rule is meant, and nothing of it gets lost. */
    private static List<String> correct(RequestTrace route, List<ListenerRule> others) {
        return others.size() == 1 && others.getFirst().conditions().size() == 1
                ? List.of(route.aws(
                        "elbv2",
                        "modify-rule",
                        "--rule-arn",
                        others.getFirst().arn(),
                        "--conditions",
                        "Field=host-header,Values=" + route.domain()))
                : List.of();
    }

    private static Optional<Finding> noTargetGroup(RequestTrace route) {
        return astray(route)
                .filter(rule -> !rule.isDefault() || forHosts(route).isEmpty())
                .flatMap(rule -> decides(route, RuleId.RULE_NO_TG, "The rule forwards to no target group", rule)
                        .fix("Let it forward to the target group.")
                        .commands(forward(route, rule).stream().toList())
                        .done());
    }

    private static Optional<String> forward(RequestTrace route, ListenerRule rule) {
        List<TargetGroup> groups = RequestTrace.known(route.topology().targetGroups());
        if (groups.size() != 1) {
            return Optional.empty();
        }
        String action = "Type=forward,TargetGroupArn=" + groups.getFirst().arn();
        return rule.isDefault()
                ? route.https()
                        .map(listener -> route.aws(
                                "elbv2",
                                "modify-listener",
                                "--listener-arn",
                                listener.arn(),
                                "--default-actions",
                                action))
                : Optional.of(route.aws("elbv2", "modify-rule", "--rule-arn", rule.arn(), "--actions", action));
    }
}
