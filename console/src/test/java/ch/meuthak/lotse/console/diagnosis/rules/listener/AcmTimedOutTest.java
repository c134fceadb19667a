package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class AcmTimedOutTest extends RuleTest {
    AcmTimedOutTest() {
        fault("a spare one", scene -> spare(scene, "VALIDATION_TIMED_OUT"));
        edge("one that still waits", scene -> spare(scene, "PENDING_VALIDATION"));
    }

    private static void spare(Scene scene, String status) {
        Certificates.more(scene, Certificates.spare(Certificates.SPARE_ARN, status, NOON));
    }
}
