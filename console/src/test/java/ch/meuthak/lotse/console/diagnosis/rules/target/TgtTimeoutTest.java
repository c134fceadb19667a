package ch.meuthak.lotse.console.diagnosis.rules.target;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TgtTimeoutTest extends RuleTest {
    TgtTimeoutTest() {
        fault("its group admits everybody", scene -> Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "x"));
        List.of("172.31.0.0/16", "pl-3b927c52", "0.0.0.0/0", LOAD_BALANCER_GROUP_ID)
                .forEach(source -> fault("its group admits " + source, scene -> timedOutBehind(scene, source)));
        fault("its group was not read", scene -> {
            Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "Request timed out");
            scene.aws(all -> all.securityGroups(all.topology().securityGroups().map(some -> some.stream()
                    .filter(group -> !group.id().equals(INSTANCE_GROUP_ID))
                    .toList())));
        });
        List.of("sg-00000000000000000", "198.51.100.0/24")
                .forEach(source -> edge("its group admits " + source, scene -> timedOutBehind(scene, source)));
        edge("its group does not admit the port of the check", scene -> {
            timedOutBehind(scene, LOAD_BALANCER_GROUP_ID);
            TargetGroups.change(scene, group -> TargetGroups.checkedOn(group, "8081"));
        });
    }

    private static void timedOutBehind(Scene scene, String source) {
        Parts.inbound(scene, INSTANCE_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 5000, 5000, source, ""));
        Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "Request timed out");
    }

    @ParameterizedTest
    @CsvSource({
        LOAD_BALANCER_GROUP_ID + ", Its security group allows the load balancer",
        "172.31.0.0/16, Check that its security group admits",
        // The load balancer asks over IPv4.
        "::/0, Check that its security group admits the load balancer"
    })
    void onlyWhoIsSurelyLetInIsSaidToBe(String source, String advice) {
        assertThat(found(Scene.with(scene -> timedOutBehind(scene, source)))
                        .fix()
                        .advice())
                .startsWith(advice);
    }

    @Test
    void aLoadBalancerWhoseGroupLetsNothingOutIsSaidToBeTheCause() {
        Scene scene = brokenWith(one -> one.aws(
                all -> all.securityGroups(all.topology().securityGroups().map(some -> some.stream()
                        .map(group -> group.id().equals(LOAD_BALANCER_GROUP_ID) ? keptIn(group) : group)
                        .toList()))));

        assertThat(found(scene).fix().advice())
                .startsWith("Add an outbound rule for TCP 5000 to the load balancer's security group");
    }

    private static SecurityGroup keptIn(SecurityGroup one) {
        return new SecurityGroup(one.id(), one.name(), one.description(), one.vpcId(), one.inbound(), List.of());
    }
}
