package ch.meuthak.lotse.console.diagnosis.rules.target;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.TARGET_GROUP_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.Prose;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Target;
import org.junit.jupiter.api.Test;

class TgtStateTest extends RuleTest {
    private static final Target ON_5001 =
            new Target(INSTANCE_ID, 5001, "us-east-1a", "draining", Target.LEAVING, "", "");

    TgtStateTest() {
        fault("it leaves", scene -> Parts.unhealthy(scene, "draining", "Target.DeregistrationInProgress", ""));
        edge("a state that the console does not know", scene -> Parts.unhealthy(scene, "brand_new", "Brand.New", ""));
    }

    @Test
    void aTargetThatLeavesWhileAnotherServesIsNoError() {
        Scene scene = Scene.with(one -> Parts.targets(one, Parts.target("healthy", "", "", ""), ON_5001));

        assertThat(found(scene).severity()).isEqualTo(Severity.WARNING);
        assertThat(scene.diagnose().firstBroken()).isEmpty();
    }

    @Test
    void theOnlyTargetThatLeavesIsRegisteredAgain() {
        assertThat(found(broken()).fix().commands())
                .singleElement()
                .asString()
                .contains(
                        "elbv2 register-targets --target-group-arn " + TARGET_GROUP_ARN,
                        "--targets Id=" + INSTANCE_ID + ",Port=5000");
    }

    @Test
    void aTargetWhoseHealthNobodyChecksStopsNothing() {
        Scene scene = Scene.with(
                one -> Parts.targets(one, Parts.target("unavailable", "Target.HealthCheckDisabled", "", "")));

        assertThat(found(scene).severity()).isEqualTo(Severity.WARNING);
        assertThat(scene.diagnose().firstBroken()).isEmpty();
    }

    @Test
    void aFunctionHasNoPort() {
        String function = "arn:aws:lambda:us-east-1:1:function:hello";
        Scene scene = Scene.with(one ->
                Parts.targets(one, new Target(function, 0, "", "unavailable", "Target.HealthCheckDisabled", "")));

        Prose.check(scene.diagnose());
        assertThat(scene.diagnose().toString()).doesNotContain(":0 ", "hello:0");
        assertThat(found(scene).evidence().getFirst().fact())
                .startsWith("The state of " + function + " is unavailable");
    }
}
