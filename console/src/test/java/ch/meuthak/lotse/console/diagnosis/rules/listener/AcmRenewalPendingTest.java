package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcmRenewalPendingTest extends RuleTest {
    AcmRenewalPendingTest() {
        fault("20 days before the end", scene -> renewal(scene, "ISSUED", Duration.ofDays(20), "PENDING_VALIDATION"));
        fault("and ACM names no record", scene -> {
            renewal(scene, "ISSUED", Duration.ofDays(20), "PENDING_VALIDATION");
            Certificates.withoutRecords(scene);
        });
        edge("after the end", scene -> renewal(scene, "EXPIRED", Duration.ofDays(-1), "PENDING_VALIDATION"));
        edge("ACM renews it", scene -> renewal(scene, "ISSUED", Duration.ofDays(20), "PENDING_AUTO_RENEWAL"));
    }

    private static void renewal(Scene scene, String status, Duration left, String renewal) {
        Certificates.change(
                scene,
                one -> Certificates.certificate(
                        one,
                        one.subjectAlternativeNames(),
                        one.type(),
                        status,
                        Optional.of(NOON.plus(left)),
                        renewal,
                        ""));
    }

    @Test
    void whatHasExpiredIsNotToBeRenewed() {
        assertThat(Scene.with(scene -> renewal(scene, "EXPIRED", Duration.ofDays(-1), "PENDING_VALIDATION"))
                        .rules())
                .contains(AcmExpired.RULE);
    }

    @Test
    void whyItWaitsIsSaidAsFarAsTheZoneSaysIt() {
        assertThat(found(broken()).cause()).contains("The validation records exist");

        Scene gone = broken();
        gone.zone = Scene.zone(
                Fact.known(List.of()),
                gone.zone.validations().stream()
                        .map(one -> new ValidationLookup(one.name(), one.zone(), "", ""))
                        .toArray(ValidationLookup[]::new));
        assertThat(found(gone).cause()).contains("record is missing");
        assertThat(found(gone).evidence())
                .extracting(Evidence::fact)
                .anyMatch(fact -> fact.startsWith("There is no record "));
    }
}
