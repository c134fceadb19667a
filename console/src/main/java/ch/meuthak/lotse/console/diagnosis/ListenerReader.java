package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.words.CertificateLife;
import java.util.Optional;

/** There must be an HTTPS listener on 443 with a valid certificate for the domain. */
final class ListenerReader implements HopReader {
    private static final String TITLE = "HTTPS:443";

    @Override
    public HopReading read(RequestTrace route) {
        return OutsideWords.tls(configured(route), route.observed().outside().tls(), route.now());
    }

    private static HopReading configured(RequestTrace route) {
        return switch (route.listener()) {
            case Fact.Known<Optional<Listener>>(var listener) ->
                listener.map(one -> read(route, one).withId("ARN", one.arn()).with("TLS policy", one.sslPolicy()))
                        .orElseGet(() -> HopReading.known(TITLE, ""));
            case Fact<Optional<Listener>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(RequestTrace route, Listener listener) {
        OfferedCertificates offered = OfferedCertificates.of(listener, route.topology());
        return offered.forDomain()
                .map(certificate -> facts(read(route, certificate), certificate))
                .orElseGet(() -> offered.complete() ? HopReading.known(TITLE, "") : notRead(route, listener, offered));
    }

    private static HopReading read(RequestTrace route, Certificate certificate) {
        if (certificate.status().isEmpty()) {
            return HopReading.unknown(TITLE, "ACM does not report the status of the certificate.");
        }
        Optional<CertificateLife> life = CertificateLife.of(certificate, route.now());
        if (certificate.isIssued() && life.isEmpty()) {
            return HopReading.unknown(TITLE, "The certificate is issued, but ACM does not report its end.");
        }
        return HopReading.known(
                TITLE,
                "It has a certificate for " + route.domain()
                        + life.map(known -> ": " + known.words()).orElse("") + ".");
    }

    private static HopReading facts(HopReading reading, Certificate certificate) {
        return reading.with("Certificate", certificate.domainName())
                .with("Status", certificate.status())
                .with("Valid until", certificate.notAfter());
    }

    private static HopReading notRead(RequestTrace route, Listener listener, OfferedCertificates offered) {
        if (offered.arns().stream().anyMatch(arn -> arn.contains(":iam:"))) {
            return HopReading.unknown(
                    TITLE,
                    "The certificate of the listener is in IAM. The console does not read IAM, and AWS does not renew it there. Request one in ACM, and add it to the listener.");
        }
        Fact<?> missing = listener.certificateArns().toOptional().isPresent()
                ? route.topology().certificates()
                : listener.certificateArns();
        return HopReading.unknown(
                TITLE,
                "The listener exists, but its certificate was not read. "
                        + (missing instanceof Fact.Known<?>
                                ? "See the problems listed below."
                                : HopReading.why(missing)));
    }
}
