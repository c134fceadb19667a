package ch.meuthak.lotse.console.diagnosis.rules.release;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunMemoryTest extends RuleTest {
    RunMemoryTest() {
        fault("9 minutes ago", scene -> starved(scene, 9));
        fault("2 minutes ago", scene -> starved(scene, 2));
        edge("11 minutes ago", scene -> starved(scene, 11));
    }

    private static void starved(Scene scene, int minutes) {
        scene.containers(Scene.starved("backend", NOON.minus(Duration.ofMinutes(minutes))));
    }

    @Test
    void itSaysTheLimitTheUseAndWhatToRaise() {
        Finding finding = found(broken());

        assertThat(finding.cause())
                .contains("ran out of memory: the kernel killed it at its limit of 192 MiB (exit code 137)", "4 times");
        assertThat(finding.evidence().getFirst().fact()).contains("used 187 MiB");
        assertThat(finding.fix().advice()).contains("Raise mem_limit of the service backend");
    }
}
