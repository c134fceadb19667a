package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** No certificate of the listener names the domain. */
public final class AcmName extends Rule {
    public static final Rule RULE = new AcmName();

    private AcmName() {
        super(About.path("ACM-NAME", Hop.LISTENER, Severity.CRITICAL)
                .symptom("No certificate of the listener covers the domain, not even by a wildcard.")
                .cause("The certificates are for other names. A wildcard covers one label, not two.")
                .fix("Request a certificate for the domain, and add it to the listener.")
                .document(AwsPages.ALB + "https-listener-certificates.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.offered()
                .filter(offered -> offered.complete() && offered.forDomain().isEmpty())
                .flatMap(offered -> {
                    String names = offered.read().stream()
                            .flatMap(one -> one.names().stream())
                            .distinct()
                            .limit(10)
                            .collect(Collectors.joining(", "));
                    return route.found(this, "The listener has no certificate for the domain")
                            .seen(
                                    "The names in the listener's certificates are " + orNone(names) + ".",
                                    CertificateEvidence.DESCRIBED)
                            .cause("No certificate of the listener covers " + route.domain()
                                    + (names.isEmpty() ? "." : ". They cover only " + names + "."))
                            .fix("Request a certificate for " + route.domain() + " in ACM, and add it to the listener.")
                            .commands(List.of(CertificateEvidence.request(route)))
                            .stops()
                            .done();
                });
    }

    private static String orNone(String names) {
        return names.isEmpty() ? "none" : names;
    }
}
