package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Share;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Reads listener rules. */
final class ListenerRuleReader {
    private static final ListenerRule.Action NO_ACTION = new ListenerRule.Action("", List.of(), "", "");

    private ListenerRuleReader() {}

    /** By priority, the default rule last. */
    static List<ListenerRule> inOrder(List<Rule> read) {
        return read.stream()
                .map(ListenerRuleReader::rule)
                .sorted(Comparator.comparingInt(ListenerRuleReader::order))
                .toList();
    }

    private static int order(ListenerRule rule) {
        try {
            return Integer.parseInt(rule.priority());
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static ListenerRule rule(Rule read) {
        List<Action> actions = read.actions().stream()
                .sorted(Comparator.comparingInt(action -> AbsentTexts.or(0, action.order())))
                .toList();
        return new ListenerRule(
                AbsentTexts.orEmpty(read.ruleArn()),
                Boolean.TRUE.equals(read.isDefault()) ? "default" : AbsentTexts.orEmpty(read.priority()),
                read.conditions().stream().map(ListenerRuleReader::condition).toList(),
                actions.isEmpty() ? NO_ACTION : action(actions.getLast()));
    }

    private static ListenerRule.Condition condition(RuleCondition read) {
        String header = read.httpHeaderConfig() == null
                ? ""
                : AbsentTexts.orEmpty(read.httpHeaderConfig().httpHeaderName());
        return new ListenerRule.Condition(
                AbsentTexts.orEmpty(read.field()), header, values(read).toList());
    }

    /** AWS gives the values of the older kinds of condition twice: in {@code Values}, and in the kind's own element. */
    private static Stream<String> values(RuleCondition condition) {
        if (!condition.values().isEmpty()) {
            return condition.values().stream();
        }
        if (condition.hostHeaderConfig() != null) {
            return Stream.concat(
                    condition.hostHeaderConfig().values().stream(),
                    condition.hostHeaderConfig().regexValues().stream());
        }
        if (condition.pathPatternConfig() != null) {
            return Stream.concat(
                    condition.pathPatternConfig().values().stream(),
                    condition.pathPatternConfig().regexValues().stream());
        }
        if (condition.httpHeaderConfig() != null) {
            return Stream.concat(
                    condition.httpHeaderConfig().values().stream(),
                    condition.httpHeaderConfig().regexValues().stream());
        }
        if (condition.httpRequestMethodConfig() != null) {
            return condition.httpRequestMethodConfig().values().stream();
        }
        if (condition.sourceIpConfig() != null) {
            return condition.sourceIpConfig().values().stream();
        }
        return condition.queryStringConfig() == null
                ? condition.regexValues().stream()
                : condition.queryStringConfig().values().stream().map(ListenerRuleReader::pair);
    }

    private static String pair(QueryStringKeyValuePair pair) {
        return pair.key() == null
                ? AbsentTexts.orEmpty(pair.value())
                : pair.key() + "=" + AbsentTexts.orEmpty(pair.value());
    }

    private static ListenerRule.Action action(Action read) {
        String code = read.fixedResponseConfig() == null
                ? ""
                : AbsentTexts.orEmpty(read.fixedResponseConfig().statusCode());
        RedirectActionConfig redirect = read.redirectConfig();
        String type = AbsentTexts.orEmpty(read.typeAsString());
        return redirect == null
                ? new ListenerRule.Action(type, shares(read), "", code)
                : new ListenerRule.Action(
                        type,
                        shares(read),
                        where(redirect),
                        AbsentTexts.orEmpty(redirect.statusCodeAsString()).replace("HTTP_", ""));
    }

    private static List<Share> shares(Action read) {
        if (read.forwardConfig() != null && !read.forwardConfig().targetGroups().isEmpty()) {
            return read.forwardConfig().targetGroups().stream()
                    .map(group ->
                            new Share(AbsentTexts.orEmpty(group.targetGroupArn()), AbsentTexts.or(1, group.weight())))
                    .toList();
        }
        return read.targetGroupArn() == null ? List.of() : List.of(new Share(read.targetGroupArn(), 1));
    }

    private static String where(RedirectActionConfig to) {
        return AbsentTexts.orEmpty(to.protocol()).toLowerCase(Locale.ROOT)
                + "://" + AbsentTexts.orEmpty(to.host()) + ":" + AbsentTexts.orEmpty(to.port())
                + AbsentTexts.orEmpty(to.path());
    }
}
