package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import java.util.Locale;

class AcmPendingDiffersTest extends RuleTest {
    AcmPendingDiffersTest() {
        Duration day = Duration.ofDays(1);
        fault("an older value", scene -> Certificates.pending(scene, day, "_old.acm-validations.aws.", ""));
        edge(
                "the same value in capitals",
                scene -> Certificates.pending(scene, day, Certificates.WANTED.toUpperCase(Locale.ROOT), ""));
    }
}
