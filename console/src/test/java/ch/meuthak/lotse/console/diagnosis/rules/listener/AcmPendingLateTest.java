package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;

class AcmPendingLateTest extends RuleTest {
    AcmPendingLateTest() {
        fault("for 61 hours", scene -> Certificates.pending(scene, Duration.ofHours(61), Certificates.WANTED, ""));
        fault("for 61 hours, and ACM names no record", scene -> {
            Certificates.pending(scene, Duration.ofHours(61), Certificates.WANTED, "");
            Certificates.withoutRecords(scene);
        });
        edge("for 60 hours", scene -> Certificates.pending(scene, Duration.ofHours(60), Certificates.WANTED, ""));
    }
}
