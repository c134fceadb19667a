package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.ListenerRule;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Puts listener rules into words. */
final class ListenerRuleReader {
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
                read.conditions().stream().map(ListenerRuleReader::words).toList(),
                read.conditions().stream().flatMap(ListenerRuleReader::hosts).toList(),
                actions.isEmpty() ? "" : AbsentTexts.orEmpty(actions.getLast().typeAsString()),
                actions.isEmpty() ? List.of() : targetGroupArns(actions.getLast()),
                actions.isEmpty() ? "nothing" : words(actions.getLast()));
    }

    private static Stream<String> hosts(RuleCondition condition) {
        return "host-header".equals(condition.field()) ? values(condition) : Stream.of();
    }

    private static String words(RuleCondition condition) {
        String field = AbsentTexts.orEmpty(condition.field());
        String name = condition.httpHeaderConfig() == null
                ? field
                : field + " " + AbsentTexts.orEmpty(condition.httpHeaderConfig().httpHeaderName());
        return name + " is " + values(condition).collect(Collectors.joining(" or "));
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

    private static List<String> targetGroupArns(Action action) {
        if (action.forwardConfig() != null
                && !action.forwardConfig().targetGroups().isEmpty()) {
            List<TargetGroupTuple> groups = action.forwardConfig().targetGroups();
            return groups.stream()
                    .filter(group -> groups.size() == 1 || AbsentTexts.or(1, group.weight()) > 0)
                    .map(TargetGroupTuple::targetGroupArn)
                    .toList();
        }
        return action.targetGroupArn() == null ? List.of() : List.of(action.targetGroupArn());
    }

    private static String words(Action action) {
        return switch (AbsentTexts.orEmpty(action.typeAsString())) {
            case "forward" -> forward(action);
            case "redirect" -> action.redirectConfig() == null ? "redirect" : redirect(action.redirectConfig());
            case "fixed-response" ->
                action.fixedResponseConfig() == null
                        ? "answer by itself"
                        : "answer "
                                + AbsentTexts.orEmpty(
                                        action.fixedResponseConfig().statusCode()) + " by itself";
            case String other -> other;
        };
    }

    private static String forward(Action action) {
        List<TargetGroupTuple> groups = action.forwardConfig() == null
                ? List.of()
                : action.forwardConfig().targetGroups();
        if (groups.size() > 1) {
            return "forward to "
                    + groups.stream()
                            .map(group -> nameInArn(group.targetGroupArn()) + " (weight "
                                    + AbsentTexts.or(1, group.weight()) + ")")
                            .collect(Collectors.joining(" and "));
        }
        List<String> arns = targetGroupArns(action);
        return arns.isEmpty() ? "forward to nothing" : "forward to " + nameInArn(arns.getFirst());
    }

    /** {@code arn:...:targetgroup/NAME/id}: the name. */
    private static String nameInArn(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length == 3 ? parts[1] : arn;
    }

    private static String redirect(RedirectActionConfig to) {
        return "redirect to "
                + AbsentTexts.orEmpty(to.protocol()).toLowerCase(Locale.ROOT)
                + "://" + AbsentTexts.orEmpty(to.host()) + ":" + AbsentTexts.orEmpty(to.port())
                + AbsentTexts.orEmpty(to.path())
                + " with "
                + AbsentTexts.orEmpty(to.statusCodeAsString()).replace("HTTP_", "");
    }
}
