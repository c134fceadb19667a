package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class LbInternalTest extends RuleTest {
    LbInternalTest() {
        fault("internal", scene -> Parts.balancer(scene, "internal", "active"));
        edge("internet-facing", scene -> Parts.balancer(scene, "internet-facing", "active"));
    }
}
