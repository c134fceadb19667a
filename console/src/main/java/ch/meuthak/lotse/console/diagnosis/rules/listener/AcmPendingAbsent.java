package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import java.util.Optional;

/** A certificate waits for a record that the zone's name servers do not have. */
public final class AcmPendingAbsent extends PendingRule {
    public static final Rule RULE = new AcmPendingAbsent();

    private AcmPendingAbsent() {
        super(About.path("ACM-PENDING-ABSENT", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate waits for validation. The authoritative name servers do not have its record.")
                .cause("The record was not created, or it is in another zone.")
                .fix("Add the record with the name and value from ACM, on the authoritative name servers.")
                .document(AwsPages.VALIDATION));
    }

    @Override
    Optional<Finding> judge(RequestTrace route, Certificate certificate, Optional<ZoneRecord> wrong) {
        return wrong.filter(one ->
                        one.found().value().isEmpty() && one.found().doubled().isEmpty())
                .flatMap(one -> found(route, certificate, one));
    }

    private Optional<Finding> found(RequestTrace route, Certificate certificate, ZoneRecord one) {
        ZoneAnswer zone = one.zone();
        String name = one.found().zone();
        String where = name.equals(zone.zone())
                ? ", on the name servers " + String.join(", ", zone.nameServers())
                : " to the zone " + name;
        return UnissuedCertificate.about(route, this, "The validation record is missing", certificate)
                .seen(one.fact(), zone.source(), zone.at())
                .cause("The name servers of " + name
                        + " do not have the record. It was not created, or it is in another zone.")
                .fix("Add the record " + ValidationRecords.record(one.wanted()) + where + ".")
                .done();
    }
}
