package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import java.time.Duration;
import java.util.List;

class TgProtocolTest extends RuleTest {
    TgProtocolTest() {
        fault("targets that pass a check over HTTP", TgProtocolTest::https);
        fault("targets whose connections fail", scene -> {
            https(scene);
            TargetGroups.change(
                    scene,
                    one -> TargetGroups.group(
                            one,
                            "HTTPS",
                            Fact.known(List.of(Parts.target("unhealthy", "Target.FailedHealthChecks", "", ""))),
                            Duration.ofSeconds(30)));
        });
        edge("a check on another port", scene -> {
            https(scene);
            TargetGroups.change(scene, one -> TargetGroups.checkedOn(one, "8081"));
        });
    }

    private static void https(Scene scene) {
        TargetGroups.change(scene, one -> TargetGroups.group(one, "HTTPS", one.targets(), Duration.ofSeconds(30)));
    }
}
