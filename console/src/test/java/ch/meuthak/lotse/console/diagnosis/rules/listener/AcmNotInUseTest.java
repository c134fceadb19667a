package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmNotInUseTest extends RuleTest {
    AcmNotInUseTest() {
        fault("a spare one", scene -> Certificates.more(scene, spare()));
        edge(
                "one that ended",
                scene -> Certificates.more(scene, Certificates.until(spare(), NOON.minus(Duration.ofDays(1)))));
    }

    private static Certificate spare() {
        return Certificates.spare(Certificates.SPARE_ARN, "ISSUED", NOON);
    }

    @Test
    void itHardlyMattersWhileAnotherWorks() {
        assertThat(found(broken()).severity()).isEqualTo(Severity.INFO);
        assertThat(found(brokenWith(scene -> scene.aws(all -> all.listeners(Fact.known(List.of())))))
                        .severity())
                .isEqualTo(Severity.WARNING);
    }
}
