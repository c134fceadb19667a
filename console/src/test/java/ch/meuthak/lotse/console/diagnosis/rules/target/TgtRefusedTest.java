package ch.meuthak.lotse.console.diagnosis.rules.target;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import org.junit.jupiter.api.Test;

class TgtRefusedTest extends RuleTest {
    TgtRefusedTest() {
        fault("its connection fails", scene -> Parts.unhealthy(scene, "unhealthy", "Target.FailedHealthChecks", "x"));
        edge("it does not answer in time", scene -> Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "x"));
    }

    @Test
    void whatExplainsItIsInTheOrderOfTheRulebook() {
        assertThat(rule.explainedBy()).containsExactly(TgProtocol.RULE, TgtLoopback.RULE, TgtPort.RULE, RunEdge.RULE);
    }
}
