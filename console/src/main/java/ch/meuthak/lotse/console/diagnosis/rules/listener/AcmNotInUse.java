package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Listener;
import java.util.Optional;

/** A certificate for the domain is issued, and nothing uses it. */
public final class AcmNotInUse extends Rule {
    public static final Rule RULE = new AcmNotInUse();

    private AcmNotInUse() {
        super(About.path("ACM-NOT-IN-USE", Hop.LISTENER, Severity.WARNING)
                .symptom("A certificate for the domain is issued, and no listener uses it.")
                .cause("It was never attached. ACM renews only certificates in use, so this one will expire.")
                .fix("Attach it to the HTTPS listener, or delete it.")
                .document(AwsPages.RENEWAL)
                .explainedBy(LbNoHttps.RULE, AcmName.RULE, AcmExpired.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return SpareCertificates.of(route)
                .filter(one -> one.status().equals("ISSUED") && one.inUseBy().isEmpty())
                .filter(one -> !CertificateEnd.isOver(route, one))
                .findFirst()
                .flatMap(
                        one -> CertificateEvidence.about(route, this, "A certificate for the domain is not in use", one)
                                .seen("Nothing uses " + one.arn() + ".", CertificateEvidence.DESCRIBED)
                                .cause("The certificate " + one.arn() + " for " + route.domain()
                                        + " is not in use. ACM renews only certificates in use.")
                                .commands(route.https().map(listener -> attach(route, listener, one)).stream()
                                        .toList())
                                .severity(SpareCertificates.severity(route))
                                .done());
    }

    private static String attach(RequestTrace route, Listener listener, Certificate certificate) {
        return route.aws(
                "elbv2",
                "add-listener-certificates",
                "--listener-arn",
                listener.arn(),
                "--certificates",
                "CertificateArn=" + certificate.arn());
    }
}
