package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.OfferedCertificates;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ServedTls;
import java.util.Optional;

/** A certificate is served that is none of the listener's. */
public final class TlsServedDiffers extends Rule {
    public static final Rule RULE = new TlsServedDiffers();

    private TlsServedDiffers() {
        super(About.path("TLS-SERVED-DIFFERS", Hop.LISTENER, Severity.ERROR)
                .symptom("The serial number of the served certificate matches no certificate of the listener.")
                .cause("The domain points elsewhere, or AWS is still rolling out a new certificate.")
                .fix("Wait a few minutes after a change. Otherwise check where the domain points.")
                .document(AwsPages.ALB + "https-listener-certificates.html")
                .seenFromOutside());
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<ServedTls> served = route.observed().outside().tls().toOptional();
        return served.flatMap(tls -> route.offered()
                .filter(OfferedCertificates::complete)
                .filter(offered ->
                        offered.read().stream().map(Certificate::serial).noneMatch(tls::hasSerial))
                .flatMap(offered -> route.found(this, "Another certificate is served")
                        .seen(
                                tls.address() + " serves a certificate for " + String.join(", ", tls.names())
                                        + " with the serial number " + tls.serial() + ".",
                                "TLS handshake",
                                tls.at())
                        .seen(
                                "The serial numbers of the listener are " + serials(offered) + ".",
                                CertificateEvidence.DESCRIBED)
                        .cause(
                                "The certificate served for " + route.domain()
                                        + " is not one of the listener's. The domain points elsewhere, or AWS is still rolling out a new certificate.")
                        .done()));
    }

    private static String serials(OfferedCertificates offered) {
        return String.join(
                ", ", offered.read().stream().map(Certificate::serial).limit(10).toList());
    }
}
