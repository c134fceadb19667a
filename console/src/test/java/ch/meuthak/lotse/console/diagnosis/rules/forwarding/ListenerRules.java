package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.TARGET_GROUP_ARN;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import java.util.List;

/** Listener rules that several tests need. */
final class ListenerRules {
    private ListenerRules() {}

    static ListenerRule forwarding(String arn, Condition... conditions) {
        return new ListenerRule(arn, "10", List.of(conditions), Action.forward(TARGET_GROUP_ARN));
    }

    static ListenerRule forPath(String path) {
        return forwarding(RULE_ARN, Condition.host(DOMAIN), Condition.path(path.split(" or ")));
    }

    static ListenerRule answeringTheRest() {
        return new ListenerRule(RULE_ARN, "default", List.of(), Action.fixedResponse("404"));
    }
}
