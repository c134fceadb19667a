package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.ValidationRule;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;

/** ACM cannot renew the certificate that is served, as its validation record is gone. */
public final class AcmRenewalPending extends ValidationRule {
    public static final Rule RULE = new AcmRenewalPending();

    private AcmRenewalPending() {
        super(About.path("ACM-RENEWAL-PENDING", Hop.LISTENER, Severity.WARNING)
                .symptom("The renewal status of the certificate is PENDING_VALIDATION.")
                .cause("ACM checks the validation record at each renewal, and the record is missing.")
                .fix("Restore the record, and keep it permanently.")
                .document(AwsPages.ACM + "dns-renewal-validation.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.served().flatMap(one -> judge(route, one));
    }

    @Override
    protected Optional<Finding> judge(RequestTrace route, Certificate certificate) {
        return certificate.isIssued() && certificate.renewalStatus().equals("PENDING_VALIDATION")
                ? found(route, certificate)
                : Optional.empty();
    }

    private Optional<Finding> found(RequestTrace route, Certificate certificate) {
        List<ZoneRecord> looked = ZoneRecord.of(route, certificate);
        FindingBuilder draft = CertificateEvidence.about(route, this, "ACM cannot renew the certificate", certificate)
                .seen("The renewal status is PENDING_VALIDATION.", CertificateEvidence.DESCRIBED);
        String restore = "Restore " + ValidationRecords.records(certificate) + ".";
        Optional<ZoneRecord> wrong =
                looked.stream().filter(one -> !one.isThere()).findFirst();
        if (wrong.isPresent()) {
            ZoneRecord one = wrong.get();
            boolean gone = one.found().value().isEmpty();
            return draft.seen(one.fact(), one.zone().source(), one.zone().at())
                    .cause("ACM cannot renew the certificate, because its validation CNAME record "
                            + (gone ? "is missing." : "points elsewhere."))
                    .fix(restore)
                    .done();
        }
        return ZoneRecord.allAreThere(certificate, looked)
                ? draft.cause("The validation records exist, but ACM has not found them yet.")
                        .fix("Keep them. ACM looks again automatically.")
                        .done()
                : draft.cause("ACM cannot renew the certificate. Most likely, its validation CNAME record is missing.")
                        .fix(restore)
                        .done();
    }
}
