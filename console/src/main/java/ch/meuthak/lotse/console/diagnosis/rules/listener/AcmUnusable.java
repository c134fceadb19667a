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

    /** The other rules speak of these, and nobody of one that AWS does not give. */
    private static final Set<String> SPOKEN_OF =
            Set.of("", "ISSUED", "EXPIRED", "PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED");

    private AcmUnusable() {
        super(About.path("ACM-UNUSABLE", Hop.LISTENER, Severity.CRITICAL)
                .symptom(
                        "The certificate that is served is INACTIVE or REVOKED, or has a status that is new to the console.")
                .cause("ACM no longer stands for it, so it should not be served.")
                .fix("Request a new one and attach that.")
                .document(AwsPages.ACM + "acm-certificate.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.served().filter(one -> !SPOKEN_OF.contains(one.status())).flatMap(one -> CertificateEvidence.about(
                        route, this, "The certificate cannot be used", one)
                .cause("The certificate's status is " + one.status() + ".")
                .fix(CertificateWords.advice(one))
                .commands(List.of(CertificateEvidence.request(route)))
                .stops()
                .done());
    }
}
