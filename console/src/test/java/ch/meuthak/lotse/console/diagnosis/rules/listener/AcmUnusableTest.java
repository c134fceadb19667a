package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.CERTIFICATE_ARN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcmUnusableTest extends RuleTest {
    AcmUnusableTest() {
        fault("revoked", scene -> Certificates.change(scene, one -> Certificates.status(one, "REVOKED", "")));
        edge("revoked, and another one works", AcmUnusableTest::revokedBesideOneThatWorks);
        edge(
                "a status that AWS does not give",
                scene -> Certificates.change(scene, one -> Certificates.status(one, "", "")));
    }

    private static void revokedBesideOneThatWorks(Scene scene) {
        var revoked = Certificates.until(
                Certificates.spare(Certificates.SPARE_ARN, "REVOKED", NOON), NOON.plus(Duration.ofDays(900)));
        Certificates.more(scene, Certificates.status(revoked, "REVOKED", ""));
        Parts.certificateArns(scene, CERTIFICATE_ARN, Certificates.SPARE_ARN);
    }

    @Test
    void ofTwoCertificatesForTheDomainTheOneThatWorksIsServed() {
        assertThat(Scene.with(AcmUnusableTest::revokedBesideOneThatWorks).rules())
                .isEqualTo(Scene.healthy().rules());
    }
}
