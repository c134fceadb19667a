package ch.meuthak.lotse.console.diagnosis.rules.listener;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.DOMAIN;
import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Certificates;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmPendingTest extends RuleTest {
    AcmPendingTest() {
        Duration day = Duration.ofDays(1);
        fault("its record is there", scene -> Certificates.pending(scene, day, Certificates.WANTED, ""));
        fault("ACM names no record", scene -> {
            Certificates.pending(scene, day, Certificates.WANTED, "");
            Certificates.withoutRecords(scene);
        });
        edge("its record is not there", scene -> Certificates.pending(scene, day, "", ""));
    }

    @Test
    void aRecordThatAcmDoesNotSayYetIsNotMadeUp() {
        Certificate spare = Certificates.spare(Certificates.SPARE_ARN, "PENDING_VALIDATION", NOON);
        Scene scene = Scene.with(one -> Certificates.more(
                one,
                new Certificate(
                        spare.arn(),
                        spare.domainName(),
                        spare.subjectAlternativeNames(),
                        spare.type(),
                        spare.status(),
                        spare.keyAlgorithm(),
                        spare.serial(),
                        spare.issuer(),
                        spare.createdAt(),
                        spare.notBefore(),
                        spare.notAfter(),
                        "",
                        "",
                        List.of(),
                        List.of(new ValidationRecord(DOMAIN, "PENDING_VALIDATION", "", "", "")))));

        assertThat(found(scene).fix().advice()).startsWith("Create the record that ACM shows.");
    }
}
