package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ListenerRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The listener rules are for other hosts, so the default rule decides about the domain. */
public final class RuleHost extends Rule {
    public static final Rule RULE = new RuleHost();

    private RuleHost() {
        super(About.path("RULE-HOST", Hop.RULE, Severity.CRITICAL)
                .symptom("The default rule handles the domain. The other listener rules are for other hosts.")
                .cause(
                        "The host in a listener rule is misspelt or old. That rule does not match, and the default action answers.")
                .fix("Correct the host in the intended listener rule.")
                .document(AwsPages.ALB + "rule-condition-types.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<ListenerRule> others = DecidingRule.forHosts(route);
        return DecidingRule.astray(route)
                .filter(rule -> rule.isDefault() && !others.isEmpty())
                .flatMap(rule -> {
                    String hosts = others.stream()
                            .flatMap(one -> one.hosts().stream())
                            .distinct()
                            .limit(10)
                            .collect(Collectors.joining(", "));
                    return DecidingRule.decides(route, this, "No listener rule matches the domain", rule)
                            .seen("The other listener rules are for " + hosts + ".", DecidingRule.LISTED)
                            .fix("Correct the host of the intended listener rule to " + route.domain()
                                    + ". The other listener rules are for " + hosts + ".")
                            .commands(correct(route, others))
                            .caution("The listener rule no longer matches its old host.")
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
}
