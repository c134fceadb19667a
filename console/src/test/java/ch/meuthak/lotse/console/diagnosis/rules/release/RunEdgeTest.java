package ch.meuthak.lotse.console.diagnosis.rules.release;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import org.junit.jupiter.api.Test;

class RunEdgeTest extends RuleTest {
    RunEdgeTest() {
        fault(
                "it has exited",
                scene -> scene.containers(
                        Scene.container("edge", "exited", 0), Scene.container("backend", "running", 0)));
        edge(
                "another container has exited",
                scene -> scene.containers(
                        Scene.container("edge", "running", 0), Scene.container("backend", "exited", 0)));
    }

    @Test
    void anEdgeThatIsDownExplainsThatTheTargetRefuses() {
        Diagnosis diagnosis = Scene.with(scene -> {
                    Faults.of(TgtRefused.RULE).accept(scene);
                    Faults.of(rule).accept(scene);
                })
                .diagnose();

        assertThat(diagnosis.findings().getFirst().rule()).isEqualTo(rule);
        assertThat(diagnosis.findings().getFirst().consequences())
                .extracting(Finding::rule)
                .contains(TgtRefused.RULE);
    }
}
