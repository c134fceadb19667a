package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class TgNotInUseTest extends RuleTest {
    TgNotInUseTest() {
        fault("no rule or zone uses it", scene -> Parts.unhealthy(scene, "unused", "Target.NotInUse", ""));
        edge("its instance is stopped", scene -> Parts.unhealthy(scene, "unused", "Target.InvalidState", ""));
    }
}
