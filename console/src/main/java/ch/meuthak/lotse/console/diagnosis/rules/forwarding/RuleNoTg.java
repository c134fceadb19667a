package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;

/** The listener rule that decides about the domain forwards to no target group. */
public final class RuleNoTg extends Rule {
    public static final Rule RULE = new RuleNoTg();

    private RuleNoTg() {
        super(About.path("RULE-NO-TG", Hop.RULE, Severity.CRITICAL)
                .symptom("The listener rule for the domain forwards to no target group.")
                .cause("It answers or redirects. No request reaches the target group.")
                .fix("Make the listener rule forward to the target group.")
                .document(AwsPages.ALB + "rule-action-types.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return DecidingRule.astray(route)
                .filter(rule ->
                        !rule.isDefault() || DecidingRule.forHosts(route).isEmpty())
                .flatMap(
                        rule -> DecidingRule.decides(route, this, "The listener rule forwards to no target group", rule)
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
