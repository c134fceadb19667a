package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.Times;
import java.util.Optional;

/** Clients do not trust the certificate that is served. */
public final class TlsChain extends Rule {
    public static final Rule RULE = new TlsChain();

    private TlsChain() {
        super(About.path("TLS-CHAIN", Hop.LISTENER, Severity.ERROR)
                .symptom("The served chain is incomplete or expired, or clients do not trust its root.")
                .cause("A certificate was imported without its chain, or no trusted authority issued it.")
                .fix("Use a certificate from ACM, or import the whole chain.")
                .document(AwsPages.ACM + "troubleshooting.html")
                .explainedBy(AcmExpired.RULE, TlsServedDiffers.RULE)
                .seenFromOutside());
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.observed()
                .outside()
                .tls()
                .toOptional()
                .filter(tls -> !tls.chainFault().isEmpty() || tls.notAfter().isBefore(route.now()))
                .flatMap(tls -> {
                    String fault = tls.chainFault().isEmpty()
                            ? "the certificate expired at " + Times.utc(tls.notAfter())
                            : tls.chainFault();
                    return route.found(this, "Clients do not trust the served certificate")
                            .seen("The handshake failed the check: " + fault + ".", "TLS handshake", tls.at())
                            .cause("Clients refuse the connection: " + fault + ".")
                            .stops()
                            .done();
                });
    }
}
