package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;

class ExpConsoleTest extends RuleTest {
    ExpConsoleTest() {
        fault("in the security group", scene -> {
            Parts.closed(scene);
            Parts.open(scene, Scene.CONSOLE_PORT);
        });
        edge(
                "between two security groups",
                scene -> Parts.moreInbound(
                        scene,
                        new SecurityGroupRule(
                                "sgr-1", "tcp", Scene.CONSOLE_PORT, Scene.CONSOLE_PORT, LOAD_BALANCER_GROUP_ID, "")));
    }
}
