package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class AcmPendingDoubledTest extends RuleTest {
    AcmPendingDoubledTest() {
        Duration day = Duration.ofDays(1);
        fault("under the zone's name twice", scene -> Certificates.pending(scene, day, "", Certificates.WANTED));
        edge("nowhere", scene -> Certificates.pending(scene, day, "", ""));
    }
}
