package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import java.util.Optional;

/** The certificate that is served ends soon. */
public final class AcmExpiring extends Rule {
    public static final Rule RULE = new AcmExpiring();

    private AcmExpiring() {
        super(About.path("ACM-EXPIRING", Hop.LISTENER, Severity.WARNING)
                .symptom("The served certificate expires within " + CertificateLife.SOON
                        + " days. The severity rises at " + CertificateLife.VERY_SOON + " and at "
                        + CertificateLife.AT_ONCE + " days.")
                .cause("ACM should have renewed it by now.")
                .fix("Check the renewal status. Most often, the validation record is missing.")
                .document(AwsPages.RENEWAL)
                .explainedBy(AcmRenewalPending.RULE, AcmImported.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CertificateEnd.ending(route)
                .flatMap(one -> CertificateEvidence.about(route, this, "The certificate expires soon", one)
                        .cause("The certificate expires in " + CertificateEnd.left(route, one) + ".")
                        .fix(CertificateWords.renewalAdvice(one))
                        .severity(CertificateEnd.urgency(route, one))
                        .done());
    }
}
