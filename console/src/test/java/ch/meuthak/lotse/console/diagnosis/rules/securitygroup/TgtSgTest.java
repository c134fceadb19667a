package ch.meuthak.lotse.console.diagnosis.rules.securitygroup;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.LOAD_BALANCER_GROUP_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.sshRule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtCode;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class TgtSgTest extends RuleTest {
    TgtSgTest() {
        fault("nobody on its port", scene -> {
            Parts.inbound(scene, INSTANCE_GROUP_ID, sshRule("203.0.113.7/32"));
            timedOut(scene);
        });
        List.of("sg-00000000000000000", "198.51.100.0/24")
                .forEach(source -> fault(source, scene -> timedOutBehind(scene, source)));
        fault("nobody on the port of the check", scene -> {
            timedOutBehind(scene, LOAD_BALANCER_GROUP_ID);
            TargetGroups.change(scene, group -> TargetGroups.checkedOn(group, "8081"));
        });
        List.of("172.31.0.0/16", "pl-3b927c52", "0.0.0.0/0", LOAD_BALANCER_GROUP_ID)
                .forEach(source -> edge(source, scene -> timedOutBehind(scene, source)));
        // It answers the load balancer, whoever the rules name.
        edge("a target that answers with a wrong code", TgtSgTest::answering);
        // A group that is missing in what was read may be the one that lets the load balancer in.
        edge("a group that was not read", scene -> {
            timedOut(scene);
            scene.aws(all -> all.securityGroups(all.topology().securityGroups().map(some -> some.stream()
                    .filter(group -> !group.id().equals(INSTANCE_GROUP_ID))
                    .toList())));
        });
    }

    private static void answering(Scene scene) {
        Parts.inbound(
                scene, INSTANCE_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 5000, 5000, "198.51.100.0/24", ""));
        Parts.unhealthy(scene, "unhealthy", "Target.ResponseCodeMismatch", "codes: [404]");
    }

    private static void timedOut(Scene scene) {
        Parts.unhealthy(scene, "unhealthy", "Target.Timeout", "Request timed out");
    }

    private static void timedOutBehind(Scene scene, String source) {
        Parts.inbound(scene, INSTANCE_GROUP_ID, new SecurityGroupRule("sgr-1", "tcp", 5000, 5000, source, ""));
        timedOut(scene);
    }

    @Test
    void aShutGroupExplainsThatTheTargetDoesNotAnswer() {
        Diagnosis diagnosis = broken().diagnose();

        assertThat(diagnosis.findings().getFirst().consequences())
                .extracting(Finding::rule)
                .contains(TgtState.RULE);
        assertThat(diagnosis.firstBroken()).contains(Hop.SECURITY_GROUP);
        assertThat(diagnosis.at(Hop.TARGET)).extracting(Finding::rule).containsExactly(TgtState.RULE);
    }

    @Test
    void aTargetThatAnswersIsJudgedByItsCode() {
        assertThat(Scene.with(TgtSgTest::answering).rules()).contains(TgtCode.RULE);
    }

    @Test
    void ofTwoTargetsOneThatIsShutOffDoesNotStopTheOther() {
        Scene scene = Scene.with(one -> Parts.targets(
                one,
                Parts.target("healthy", "", "", ""),
                new Target(INSTANCE_ID, 5001, "us-east-1a", "unhealthy", "Target.Timeout", "", "")));
        scene.published(new BoundPort("0.0.0.0", 5000), new BoundPort("0.0.0.0", 5001));

        assertThat(found(scene).severity()).isEqualTo(Severity.ERROR);
        assertThat(scene.diagnose().firstBroken()).isEmpty();
    }

    @Test
    void aHealthCheckOnAPortThatIsShutIsNamed() {
        Scene scene = Scene.with(one -> {
            timedOutBehind(one, LOAD_BALANCER_GROUP_ID);
            TargetGroups.change(one, group -> TargetGroups.checkedOn(group, "8081"));
        });

        assertThat(found(scene).cause()).contains("TCP 8081");
        assertThat(found(scene).fix().commands()).singleElement().asString().contains("--port 8081");
    }
}
