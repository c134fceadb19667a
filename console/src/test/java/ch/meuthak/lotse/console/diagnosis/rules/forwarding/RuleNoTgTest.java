package ch.meuthak.lotse.console.diagnosis.rules.forwarding;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.RULE_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNoTgTest extends RuleTest {
    RuleNoTgTest() {
        fault("the default rule answers", scene -> Parts.rules(scene, ListenerRules.answeringTheRest()));
        fault(
                "the rule before it is for some sources",
                scene -> Parts.rules(
                        scene,
                        ListenerRules.forwarding(RULE_ARN, new Condition("source-ip", "", List.of("203.0.113.7/32"))),
                        ListenerRules.answeringTheRest()));
        List.of("/*", "*", "/health or /*", "/api/*").forEach(path -> edge(path, scene -> forPath(scene, path)));
    }

    private static void forPath(Scene scene, String path) {
        Parts.rules(scene, ListenerRules.forPath(path), ListenerRules.answeringTheRest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "*", "/health or /*", "/api/*"})
    void aRuleForEveryPathOrForSomeIsTheWay(String path) {
        assertThat(Scene.with(scene -> forPath(scene, path)).rules())
                .isEqualTo(Scene.healthy().rules());
    }
}
