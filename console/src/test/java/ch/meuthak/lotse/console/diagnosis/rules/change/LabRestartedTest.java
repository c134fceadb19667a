package ch.meuthak.lotse.console.diagnosis.rules.change;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class LabRestartedTest extends RuleTest {
    LabRestartedTest() {
        fault("two minutes ago", scene -> launched(scene, Duration.ofMinutes(2)));
        edge("before it was last seen", scene -> launched(scene, Duration.ofHours(3)));
    }

    private static void launched(Scene scene, Duration ago) {
        Parts.closed(scene);
        Parts.instance(scene, "198.51.100.9", NOON.minus(ago), "required", 2);
    }
}
