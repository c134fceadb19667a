package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.TargetGroups;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TgtDrainingLongTest extends RuleTest {
    private static final Target OTHER = new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "healthy", "", "");

    TgtDrainingLongTest() {
        fault("for five minutes", scene -> delay(scene, 300));
        fault("for 61 s", scene -> delay(scene, 61));
        edge("for 60 s", scene -> delay(scene, 60));
        edge("beside another target", scene -> {
            delay(scene, 300);
            TargetGroups.change(
                    scene,
                    one -> TargetGroups.group(
                            one,
                            one.protocol(),
                            Fact.known(List.of(Parts.target("healthy", "", "", ""), OTHER)),
                            Duration.ofMinutes(5)));
        });
    }

    private static void delay(Scene scene, int seconds) {
        TargetGroups.change(
                scene, one -> TargetGroups.group(one, one.protocol(), one.targets(), Duration.ofSeconds(seconds)));
    }

    @Test
    void besideASecondGroupItIsNotTheOnlyOneThatServes() {
        assertThat(found(broken()).cause()).endsWith("nothing else serves.");

        Scene two = brokenWith(scene -> TargetGroups.secondGroup(
                scene, "HTTP", OTHER, new Target("i-0cccccccccccccccc", 5000, "us-east-1b", "healthy", "", "")));
        assertThat(found(two).cause()).endsWith("nothing else serves its share of the requests.");
    }
}
