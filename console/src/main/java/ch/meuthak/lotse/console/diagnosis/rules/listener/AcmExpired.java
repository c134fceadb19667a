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

/** The certificate that is served has expired. */
public final class AcmExpired extends Rule {
    public static final Rule RULE = new AcmExpired();

    private AcmExpired() {
        super(About.path("ACM-EXPIRED", Hop.LISTENER, Severity.CRITICAL)
                .symptom("The served certificate has expired.")
                .cause("The certificate was not renewed in time. Clients refuse the connection.")
                .fix("Request a new certificate, validate it, and make it the default of the listener.")
                .document(AwsPages.RENEWAL));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.served()
                .filter(one -> one.isExpired() || CertificateEnd.isOver(route, one))
                .flatMap(one -> CertificateEvidence.about(route, this, "The certificate has expired", one)
                        .fix(CertificateWords.RENEW)
                        .commands(List.of(CertificateEvidence.request(route)))
                        .stops()
                        .done());
    }
}
