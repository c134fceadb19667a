package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;

class AcmRegionTest extends RuleTest {
    AcmRegionTest() {
        fault("a spare one in Frankfurt", scene -> spareIn(scene, "eu-central-1"));
        edge("a spare one beside the load balancer", scene -> spareIn(scene, "us-east-1"));
    }

    private static void spareIn(Scene scene, String region) {
        Certificates.more(
                scene, Certificates.spare(Certificates.SPARE_ARN.replace("us-east-1", region), "PENDING", NOON));
    }
}
