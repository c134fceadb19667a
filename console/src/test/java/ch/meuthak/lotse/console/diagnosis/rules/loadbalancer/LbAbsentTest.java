package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;

class LbAbsentTest extends RuleTest {
    LbAbsentTest() {
        fault("none of that name", scene -> failing(scene, "LoadBalancerNotFound"));
        edge("a call that is throttled", scene -> failing(scene, "Throttling"));
    }

    private static void failing(Scene scene, String error) {
        scene.aws(all -> all.loadBalancer(
                Fact.failed(new Problem("DescribeLoadBalancers", error, "It is not in us-east-1.", "Correct it."))));
    }
}
