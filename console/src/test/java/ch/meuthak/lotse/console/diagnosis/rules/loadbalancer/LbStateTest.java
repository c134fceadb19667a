package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.util.List;

class LbStateTest extends RuleTest {
    LbStateTest() {
        List.of("failed", "provisioning", "active_impaired").forEach(state -> fault(state, scene -> in(scene, state)));
        List.of("active", "new_to_the_console").forEach(state -> edge(state, scene -> in(scene, state)));
    }

    private static void in(Scene scene, String state) {
        Parts.balancer(scene, "internet-facing", state);
    }
}
