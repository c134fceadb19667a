package ch.meuthak.lotse.console.diagnosis.rules.target;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import org.junit.jupiter.api.Test;

class TgtStoppedTest extends RuleTest {
    TgtStoppedTest() {
        fault("its instance is stopped", scene -> Parts.unhealthy(scene, "unused", "Target.InvalidState", ""));
        edge("no rule or zone uses it", scene -> Parts.unhealthy(scene, "unused", "Target.NotInUse", ""));
    }

    @Test
    void whatAwsSaidOfItIsTheEvidence() {
        assertThat(found(broken()).evidence()).anySatisfy(evidence -> {
            assertThat(evidence.fact())
                    .isEqualTo("The state of " + INSTANCE_ID + ":5000 is unused, Target.InvalidState.");
            assertThat(evidence.source()).isEqualTo("DescribeTargetHealth");
        });
    }
}
