package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class TgtSlowStartTest extends RuleTest {
    TgtSlowStartTest() {
        fault("for 61 s", scene -> initialFor(scene, 61));
        edge("for 60 s", scene -> initialFor(scene, 60));
    }

    private static void initialFor(Scene scene, int seconds) {
        Parts.unhealthy(scene, "initial", "Elb.InitialHealthChecking", "");
        scene.watchedFor = Duration.ofSeconds(seconds);
    }
}
