package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;

class LbHttpForwardsTest extends RuleTest {
    LbHttpForwardsTest() {
        fault("to the target group", scene -> Parts.http(scene, ReferenceTopology.defaultRule()));
        edge(
                "a redirect",
                scene -> Parts.http(
                        scene,
                        new ListenerRule(
                                RULE_ARN,
                                "default",
                                List.of(),
                                new Action("redirect", List.of(), "https://#{host}:443/", "HTTP_301"))));
    }
}
