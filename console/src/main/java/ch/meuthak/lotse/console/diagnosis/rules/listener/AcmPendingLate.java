package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.Times;
import java.time.Duration;
import java.util.Optional;

/** A certificate has waited for its validation for so long that ACM is about to give up. */
public final class AcmPendingLate extends Rule {
    public static final Rule RULE = new AcmPendingLate();

    private static final Duration LATE = Duration.ofHours(60);

    private AcmPendingLate() {
        super(About.path("ACM-PENDING-LATE", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate has waited for validation for more than 60 hours.")
                .cause("ACM stops looking after 72 hours.")
                .fix("Add its record now, or request the certificate again.")
                .document(AwsPages.ACM + "troubleshooting-timed-out.html")
                .explainedBy(AcmPendingDoubled.RULE, AcmPendingAbsent.RULE, AcmPendingDiffers.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return UnissuedCertificate.with(route, "PENDING_VALIDATION")
                .filter(one -> one.createdAt()
                        .filter(at -> at.isBefore(route.now().minus(LATE)))
                        .isPresent())
                .flatMap(one -> UnissuedCertificate.about(
                                route, this, "The validation of a certificate is about to time out", one)
                        .seen(
                                "It was requested at "
                                        + Times.utc(one.createdAt().orElseThrow()) + ".",
                                CertificateEvidence.DESCRIBED)
                        .cause(
                                "The certificate has waited for its validation record for more than 60 hours. ACM stops looking after 72 hours.")
                        .fix("Add " + ValidationRecords.records(one) + " now, or request the certificate again.")
                        .done());
    }
}
