package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.CertificateWords;
import java.util.List;
import java.util.Optional;

/** ACM has given up waiting for the validation of a certificate. */
public final class AcmTimedOut extends Rule {
    public static final Rule RULE = new AcmTimedOut();

    private AcmTimedOut() {
        super(About.path("ACM-TIMED-OUT", Hop.LISTENER, Severity.WARNING)
                .symptom("The status of a certificate is VALIDATION_TIMED_OUT.")
                .cause("ACM did not find the validation record within 72 hours, and stopped looking.")
                .fix("Request the certificate again, and create its record.")
                .document(AwsPages.ACM + "troubleshooting-timed-out.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return UnissuedCertificate.with(route, "VALIDATION_TIMED_OUT")
                .flatMap(one -> UnissuedCertificate.about(route, this, "The validation of a certificate timed out", one)
                        .fix(CertificateWords.advice(one))
                        .commands(List.of(CertificateEvidence.request(route)))
                        .done());
    }
}
