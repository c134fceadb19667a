package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;

class ExpOtherTest extends RuleTest {
    ExpOtherTest() {
        fault("MySQL", scene -> {
            Parts.closed(scene);
            Parts.open(scene, 3306);
        });
        edge("MySQL, to the load balancer only", scene -> {
            Parts.closed(scene);
            Parts.moreInbound(scene, new SecurityGroupRule("sgr-1", "tcp", 3306, 3306, LOAD_BALANCER_GROUP_ID, ""));
        });
    }
}
