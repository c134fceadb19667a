package ch.meuthak.lotse.console.diagnosis.rules.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoxCreditsTest extends RuleTest {
    BoxCreditsTest() {
        fault("half of all CPU time is stolen", scene -> scene.left(Scene.resources(400, 3000, 0.5)));
        fault("a limit throttles the CPU", scene -> given(scene, 0, 0, 0.8));
        edge("4 % of all time is stolen", scene -> given(scene, 0.04, 0.9, 0));
        edge("49 % of the wanted time is stolen", scene -> given(scene, 0.3, 0.49, 0));
        edge("24 % of the time is throttled", scene -> given(scene, 0, 0, 0.24));
    }

    private static void given(Scene scene, double steal, double stealOfWanted, double throttled) {
        Box.Resources all = Scene.resources(400, 3000, 0);
        scene.left(new Box.Resources(
                all.memory(),
                all.availableMemory(),
                all.disk(),
                all.freeDisk(),
                Optional.of(new Box.Cpu(steal, stealOfWanted, throttled))));
    }

    @Test
    void stealOnABurstableInstanceMeansThatItsCreditsAreUsedUp() {
        Finding finding = found(Scene.with(scene -> given(scene, 0.2, 0.8, 0)));

        assertThat(finding.title()).isEqualTo("CPU credits are used up");
        assertThat(finding.cause())
                .contains("CPU steal is 20 % of all time, and 80 % of the time that the box needs.")
                .contains("A t2.micro earns 6 minutes of CPU an hour")
                .contains("Deployments take minutes, but continue.");
    }

    @Test
    void whereTheInstanceIsNotKnownItIsSaidToBeLikely() {
        Scene scene = Scene.with(one -> given(one, 0.2, 0.8, 0));
        scene.aws(all -> all.instances(Fact.unread("there are no credentials")));

        assertThat(found(scene).title()).isEqualTo("CPU credits are probably used up");
    }

    @Test
    void aLimitThatThrottlesIsNamedAsOne() {
        Finding finding = found(Scene.with(scene -> given(scene, 0, 0, 0.8)));

        assertThat(finding.title()).isEqualTo("A CPU limit throttles the box");
        assertThat(finding.cause()).contains("A CPU limit throttles the console 80 % of the time.");
    }
}
