package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.Optional;

/** A certificate waits for a record that has another value. */
public final class AcmPendingDiffers extends PendingRule {
    public static final Rule RULE = new AcmPendingDiffers();

    private AcmPendingDiffers() {
        super(About.path("ACM-PENDING-DIFFERS", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate waits for validation. Its record has the wrong value.")
                .cause("The record belongs to an older request.")
                .fix("Change its value to the value that ACM gives now.")
                .document(AwsPages.VALIDATION));
    }

    @Override
    Optional<Finding> judge(RequestTrace route, Certificate certificate, Optional<ZoneRecord> wrong) {
        return wrong.filter(one -> !one.found().value().isEmpty()).flatMap(one -> found(route, certificate, one));
    }

    private Optional<Finding> found(RequestTrace route, Certificate certificate, ZoneRecord one) {
        ValidationRecord wanted = one.wanted();
        return UnissuedCertificate.about(route, this, "The validation record has the wrong value", certificate)
                .seen(one.fact(), one.zone().source(), one.zone().at())
                .cause("The record " + ValidationRecords.bare(wanted.name()) + " points to "
                        + ValidationRecords.bare(one.found().value())
                        + ". Most likely, this is the value of an older request.")
                .fix("Change its value to " + ValidationRecords.bare(wanted.value()) + ".")
                .done();
    }
}
