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
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.util.Optional;

/** A certificate waits for a record that has the zone's name twice. */
public final class AcmPendingDoubled extends PendingRule {
    public static final Rule RULE = new AcmPendingDoubled();

    private AcmPendingDoubled() {
        super(About.path("ACM-PENDING-DOUBLED", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate waits for validation. The name of its record contains the zone twice.")
                .cause("The whole name was entered, and the DNS provider appended the zone again.")
                .fix("Enter the relative name, without the zone.")
                .document(AwsPages.VALIDATION));
    }

    @Override
    Optional<Finding> judge(RequestTrace route, Certificate certificate, Optional<ZoneRecord> wrong) {
        return wrong.filter(one ->
                        one.found().value().isEmpty() && !one.found().doubled().isEmpty())
                .flatMap(one -> found(route, certificate, one.wanted(), one.found(), one.zone()));
    }

    private Optional<Finding> found(
            RequestTrace route,
            Certificate certificate,
            ValidationRecord wanted,
            ValidationLookup found,
            ZoneAnswer zone) {
        return UnissuedCertificate.about(route, this, "The validation record contains the zone twice", certificate)
                .seen(
                        ValidationRecords.absolute(wanted.name()) + "." + found.zone() + " points to "
                                + ValidationRecords.bare(found.doubled()) + ".",
                        zone.source(),
                        zone.at())
                .cause("The whole name was entered, and the DNS provider appended " + found.zone() + " again.")
                .fix("Enter the relative name, " + ValidationRecords.relative(wanted.name(), found.zone())
                        + ", with the value " + ValidationRecords.bare(wanted.value()) + ".")
                .done();
    }
}
