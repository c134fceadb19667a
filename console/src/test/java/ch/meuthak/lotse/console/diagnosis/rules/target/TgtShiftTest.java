package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class TgtShiftTest extends RuleTest {
    TgtShiftTest() {
        fault("active", scene -> overridden(scene, "zonal_shift_active"));
        edge("over", scene -> overridden(scene, "no_override"));
    }

    private static void overridden(Scene scene, String override) {
        Parts.targets(scene, Parts.target("healthy", "", "", override));
    }
}
