package ch.meuthak.lotse.console.diagnosis.rules.release;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import org.junit.jupiter.api.Test;

class RunDirectOkTest extends RuleTest {
    RunDirectOkTest() {
        fault("502 through the domain", Scene::unanswered);
        edge("the edge sends people to the domain", scene -> {
            scene.unanswered();
            scene.straight = Scene.visit(scene.straight.url(), 308, "");
        });
    }

    @Test
    void whatIsSeenFromOutsideIsExplainedByWhatStopsRequests() {
        assertThat(Faults.scene(TgtRefused.RULE)
                        .diagnose()
                        .findings()
                        .getFirst()
                        .consequences())
                .extracting(Finding::rule)
                .contains(rule);
    }
}
