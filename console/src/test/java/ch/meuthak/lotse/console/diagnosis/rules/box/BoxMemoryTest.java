package ch.meuthak.lotse.console.diagnosis.rules.box;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class BoxMemoryTest extends RuleTest {
    BoxMemoryTest() {
        fault("47 MiB", scene -> scene.left(Scene.resources(47, 3000, 0.01)));
        edge("48 MiB", scene -> scene.left(Scene.resources(48, 3000, 0.01)));
    }
}
