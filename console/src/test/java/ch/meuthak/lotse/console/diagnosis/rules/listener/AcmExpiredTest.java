package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcmExpiredTest extends RuleTest {
    AcmExpiredTest() {
        fault("a day ago", scene -> ending(scene, Duration.ofDays(-1)));
        fault("an hour ago", scene -> ending(scene, Duration.ofHours(-1)));
        edge("in an hour", scene -> ending(scene, Duration.ofHours(1)));
    }

    private static void ending(Scene scene, Duration in) {
        Certificates.change(scene, one -> Certificates.until(one, NOON.plus(in)));
    }

    @Test
    void itDoesNotEndSoonAnyMore() {
        assertThat(Scene.with(scene -> ending(scene, Duration.ofHours(-1))).rules())
                .doesNotContain(AcmExpiring.RULE);
    }
}
