package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Duration;

class CredDeniedTest extends RuleTest {
    CredDeniedTest() {
        fault("one call is denied", scene -> healthNotRead(scene, "AccessDenied"));
        edge("one call is throttled", scene -> healthNotRead(scene, "Throttling"));
    }

    private static void healthNotRead(Scene scene, String error) {
        var problem = new Problem("DescribeTargetHealth", error, "The credentials may not call it.", "Allow it.");
        TargetGroups.change(
                scene, one -> TargetGroups.group(one, one.protocol(), Fact.failed(problem), Duration.ofSeconds(30)));
        scene.aws(all -> all.problems(problem));
    }
}
