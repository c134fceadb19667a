package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ReleaseFacts;

class RunReleaseTest extends RuleTest {
    RunReleaseTest() {
        fault("another one answers", RunReleaseTest::another);
        edge("it answered before the switch", scene -> {
            another(scene);
            scene.release = new ReleaseFacts(
                    false,
                    scene.release.serving(),
                    true,
                    true,
                    "Ready.",
                    scene.domain.at().plusSeconds(1));
        });
        edge("a deployment runs", scene -> {
            another(scene);
            scene.release = new ReleaseFacts(true, scene.release.serving(), true, true, "A deployment runs.");
        });
    }

    private static void another(Scene scene) {
        scene.domain = Scene.visit(scene.domain.url(), 200, "1.3.0+0123456789ab");
    }
}
