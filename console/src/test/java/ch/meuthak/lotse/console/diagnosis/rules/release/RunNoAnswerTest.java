package ch.meuthak.lotse.console.diagnosis.rules.release;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.HttpVisit;
import org.junit.jupiter.api.Test;

class RunNoAnswerTest extends RuleTest {
    RunNoAnswerTest() {
        fault("502, and no answer past the load balancer either", scene -> {
            scene.unanswered();
            scene.straight = HttpVisit.unanswered(scene.straight.url(), "the connection was refused", NOON);
        });
        edge("404", scene -> scene.domain = Scene.visit(scene.domain.url(), 404, ""));
    }

    @Test
    void itIsSeenFromOutside() {
        assertThat(rule.isSeenFromOutside()).isTrue();
    }
}
