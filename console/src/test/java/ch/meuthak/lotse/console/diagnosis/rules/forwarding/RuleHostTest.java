package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;

class RuleHostTest extends RuleTest {
    RuleHostTest() {
        fault("a misspelt host", scene -> forHost(scene, "backnd.meuthak.ch"));
        edge("a wildcard in capitals", scene -> forHost(scene, "*.MEUTHAK.ch"));
    }

    private static void forHost(Scene scene, String host) {
        Parts.rules(
                scene,
                ListenerRules.forwarding(RULE_ARN.replace("9f1c", "aaaa"), Condition.host(host)),
                ListenerRules.answeringTheRest());
    }
}
