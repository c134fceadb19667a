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
                .symptom("The served chain is incomplete, past its end, or leads to no authority that clients trust.")
                .cause("A certificate was imported without its chain, or is one that nobody vouches for.")
                .fix("Use a certificate that ACM issues, or import it with its whole chain.")
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
                            ? "the certificate has ended at " + Times.utc(tls.notAfter())
                            : tls.chainFault();
                    return route.found(this, "Clients do not trust the served certificate")
                            .seen("Of what is served, " + fault + ".", "TLS handshake", tls.at())
                            .cause("Clients refuse the connection: " + fault + ".")
                            .fix(
                                    "Use a certificate that ACM issues; an imported one must be imported with its whole chain.")
                            .stops()
                            .done();
                });
    }
}
