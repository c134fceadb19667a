package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.box.BoxCredits;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a box that is given less of its processor than it wants. */
class CreditsTest {

    private static Scene given(double steal, double stealOfWanted, double throttled) {
        Box.Resources all = Scene.resources(400, 3000, 0);
        return Scene.with(scene -> scene.left(new Box.Resources(
                all.memory(),
                all.availableMemory(),
                all.disk(),
                all.freeDisk(),
                Optional.of(new Box.Cpu(steal, stealOfWanted, throttled)))));
    }

    @Test
    void stealOnABurstableInstanceMeansThatItsCreditsAreUsedUp() {
        Finding finding = given(0.2, 0.8, 0).finding(BoxCredits.RULE);

        assertThat(finding.title()).isEqualTo("CPU credits are used up");
        assertThat(finding.cause())
                .contains("CPU steal is 20 % of all time, and 80 % of the time that the box needs.")
                .contains("A t2.micro earns 6 minutes of CPU an hour")
                .contains("A deployment takes minutes and goes on.");
    }

    @Test
    void whereTheInstanceIsNotKnownItIsSaidToBeLikely() {
        Scene scene = given(0.2, 0.8, 0);
        scene.aws(all -> all.instances(Fact.unread("there are no credentials")));

        assertThat(scene.finding(BoxCredits.RULE).title()).isEqualTo("CPU credits are used up, most likely");
    }

    @Test
    void aLimitThatThrottlesIsNamedAsOne() {
        Finding finding = given(0, 0, 0.8).finding(BoxCredits.RULE);

        assertThat(finding.title()).isEqualTo("A limit throttles the CPU, as if CPU credits were used up");
        assertThat(finding.cause()).contains("A CPU limit throttles the console 80 % of the time.");
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0.9, 0", "0.3, 0.49, 0", "0, 0, 0.24"})
    void aLittleIsNoFault(double steal, double stealOfWanted, double throttled) {
        assertThat(given(steal, stealOfWanted, throttled).rules()).doesNotContain(BoxCredits.RULE);
    }
}
