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
import java.util.Set;

/** The certificate that is served is revoked, inactive, or in a state that the console does not know. */
public final class AcmUnusable extends Rule {
    public static final Rule RULE = new AcmUnusable();

    /** Other rules cover these. No rule covers a status that AWS does not give. */
    private static final Set<String> SPOKEN_OF =
            Set.of("", "ISSUED", "EXPIRED", "PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED");

    private AcmUnusable() {
        super(About.path("ACM-UNUSABLE", Hop.LISTENER, Severity.CRITICAL)
                .symptom("The served certificate is INACTIVE or REVOKED, or has an unknown status.")
                .cause("ACM no longer vouches for it. Clients may reject it.")
                .fix("Request a new certificate, and attach it to the listener.")
                .document(AwsPages.ACM + "acm-certificate.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.served().filter(one -> !SPOKEN_OF.contains(one.status())).flatMap(one -> CertificateEvidence.about(
                        route, this, "The certificate is not usable", one)
                .cause("The status of the certificate is " + one.status() + ".")
                .fix(CertificateWords.advice(one))
                .commands(List.of(CertificateEvidence.request(route)))
                .stops()
                .done());
    }
}
