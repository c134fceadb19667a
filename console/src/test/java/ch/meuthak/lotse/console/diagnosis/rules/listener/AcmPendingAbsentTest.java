package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class AcmPendingAbsentTest extends RuleTest {
    AcmPendingAbsentTest() {
        Duration day = Duration.ofDays(1);
        fault("nowhere", scene -> Certificates.pending(scene, day, "", ""));
        edge("under the zone's name twice", scene -> Certificates.pending(scene, day, "", Certificates.WANTED));
    }
}
