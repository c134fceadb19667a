package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.util.Optional;

class RunDownTest extends RuleTest {
    RunDownTest() {
        fault(
                "it has exited",
                scene -> scene.release = new ReleaseFacts(
                        false, Optional.of(Scene.RELEASE), false, true, "It has exited with code 143."));
        fault("there is none", scene -> scene.release = new ReleaseFacts(false, Optional.empty(), false, true, ""));
        edge(
                "nobody knows it",
                scene -> scene.release =
                        new ReleaseFacts(false, Optional.empty(), false, false, "The edge does not answer."));
    }
}
