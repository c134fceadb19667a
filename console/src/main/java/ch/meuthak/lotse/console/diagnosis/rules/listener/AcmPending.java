package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.Optional;

/** A certificate waits for its validation, and no record is known to be wrong. */
public final class AcmPending extends PendingRule {
    public static final Rule RULE = new AcmPending();

    private AcmPending() {
        super(About.path("ACM-PENDING", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate waits for its validation record.")
                .cause("ACM has not found the record yet. This can take half an hour after the record is created.")
                .fix("Create the record exactly as ACM gives it, and wait.")
                .document(AwsPages.ACM + "dns-validation.html")
                .explainedBy(AcmPendingLate.RULE));
    }

    @Override
    Optional<Finding> judge(RequestTrace route, Certificate certificate, Optional<ZoneRecord> wrong) {
        return wrong.isPresent() ? Optional.empty() : found(route, certificate);
    }

    private Optional<Finding> found(RequestTrace route, Certificate certificate) {
        boolean there = ZoneRecord.allAreThere(certificate, ZoneRecord.of(route, certificate));
        return UnissuedCertificate.about(route, this, "A certificate waits for its validation record", certificate)
                .cause(
                        there
                                ? "The validation record exists, but ACM has not found it yet."
                                : "ACM has not found the validation record yet.")
                .fix(
                        there
                                ? "Keep the record, and wait up to half an hour."
                                : "Create " + ValidationRecords.records(certificate)
                                        + ". Then wait up to half an hour.")
                .done();
    }
}
