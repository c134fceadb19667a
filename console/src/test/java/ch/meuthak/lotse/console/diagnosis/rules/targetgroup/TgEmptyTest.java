package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import org.junit.jupiter.api.Test;

class TgEmptyTest extends RuleTest {
    TgEmptyTest() {
        fault("no target", Parts::targets);
        edge("one target, which is unhealthy", scene -> Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "x"));
    }

    @Test
    void oneOfTwoGroupsLosesItsShareOnly() {
        Finding found = found(Scene.with(scene -> TargetGroups.secondGroup(scene, "HTTP")));

        assertThat(found.stops()).isFalse();
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
    }
}
