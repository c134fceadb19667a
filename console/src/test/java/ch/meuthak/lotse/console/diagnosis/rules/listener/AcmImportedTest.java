package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import java.util.Optional;

class AcmImportedTest extends RuleTest {
    AcmImportedTest() {
        fault("20 days before the end", scene -> ending(scene, "IMPORTED", 20));
        edge("30 days before the end", scene -> ending(scene, "IMPORTED", 30));
        edge("one that ACM issued", scene -> ending(scene, "AMAZON_ISSUED", 20));
    }

    private static void ending(Scene scene, String type, int days) {
        Certificates.change(
                scene,
                one -> Certificates.certificate(
                        one,
                        one.subjectAlternativeNames(),
                        type,
                        one.status(),
                        Optional.of(NOON.plus(Duration.ofDays(days))),
                        "",
                        ""));
    }
}
