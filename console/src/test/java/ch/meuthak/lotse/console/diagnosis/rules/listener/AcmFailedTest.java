package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmFailedTest extends RuleTest {
    AcmFailedTest() {
        fault("a spare one, by CAA", scene -> {
            spare(scene, "FAILED", "CAA_ERROR");
            scene.zone = Scene.zone(Fact.known(List.of("letsencrypt.org")));
        });
        List.of("", "CAA_ERROR", "SOMETHING_NEW")
                .forEach(reason -> fault(
                        "the one that is served, with the reason \"" + reason + "\"",
                        scene -> Certificates.change(scene, one -> Certificates.status(one, "FAILED", reason))));
        edge("one that timed out", scene -> spare(scene, "VALIDATION_TIMED_OUT", ""));
    }

    private static void spare(Scene scene, String status, String reason) {
        Certificates.more(
                scene, Certificates.status(Certificates.spare(Certificates.SPARE_ARN, status, NOON), status, reason));
    }

    @Test
    void whoMayIssueIsSeenInTheZone() {
        assertThat(found(broken()).evidence())
                .extracting(Evidence::fact)
                .anyMatch(fact -> fact.contains("letsencrypt.org"));
    }
}
