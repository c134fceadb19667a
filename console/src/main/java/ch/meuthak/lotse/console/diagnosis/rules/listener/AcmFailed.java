package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.words.CertificateWords;
import java.util.List;
import java.util.Optional;

/** ACM could not issue a certificate. */
public final class AcmFailed extends Rule {
    public static final Rule RULE = new AcmFailed();

    private AcmFailed() {
        super(About.path("ACM-FAILED", Hop.LISTENER, Severity.WARNING)
                .symptom("The status of a certificate is FAILED.")
                .cause(
                        "ACM could not issue the certificate, and gives a reason. CAA_ERROR often means that no CAA record of the domain allows Amazon.")
                .fix("Fix the reason, then request the certificate again.")
                .document(AwsPages.ACM + "troubleshooting-failed.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return UnissuedCertificate.with(route, "FAILED").flatMap(one -> {
            FindingBuilder draft = UnissuedCertificate.about(route, this, "ACM could not issue a certificate", one)
                    .seen(
                            one.failureReason().isEmpty()
                                    ? "ACM gives no reason."
                                    : CertificateWords.failure(one.failureReason()),
                            CertificateEvidence.DESCRIBED)
                    .cause("ACM could not issue the certificate.")
                    .fix(CertificateWords.advice(one))
                    .commands(List.of(CertificateEvidence.request(route)));
            Optional<ZoneAnswer> zone = route.zone();
            List<String> allowed =
                    zone.flatMap(answer -> answer.caa().toOptional()).orElse(List.of());
            if (one.failureReason().equals("CAA_ERROR") && !allowed.isEmpty()) {
                draft.seen(
                        "CAA records allow only " + String.join(", ", allowed) + " to issue.",
                        "DNS",
                        zone.orElseThrow().at());
            }
            return draft.done();
        });
    }
}
