package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.PUBLIC_IP;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class ExpImdsv1Test extends RuleTest {
    ExpImdsv1Test() {
        fault("a token is optional", scene -> tokens(scene, "optional"));
        edge("a token is required", scene -> tokens(scene, "required"));
    }

    private static void tokens(Scene scene, String tokens) {
        Parts.closed(scene);
        Parts.instance(scene, PUBLIC_IP, NOON.minus(Duration.ofHours(3)), tokens, 2);
    }
}
