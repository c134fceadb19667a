package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.util.List;

class AcmNameTest extends RuleTest {
    AcmNameTest() {
        fault("another name", scene -> named(scene, "other.meuthak.ch"));
        fault("a wildcard for one label less", scene -> named(scene, "*.ch"));
        edge("a wildcard", scene -> named(scene, "*.meuthak.ch"));
    }

    private static void named(Scene scene, String name) {
        Certificates.change(
                scene,
                one -> Certificates.certificate(one, List.of(name), one.type(), one.status(), one.notAfter(), "", ""));
    }
}
