package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.words.Times;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ACM says of a certificate, and the call that requests another. */
final class CertificateEvidence {
    static final String DESCRIBED = "DescribeCertificate";

    private CertificateEvidence() {}

    /** The call that requests a certificate for the domain. */
    static String request(RequestTrace route) {
        return route.aws("acm", "request-certificate", "--domain-name", route.domain(), "--validation-method", "DNS");
    }

    /** Begins a finding about a certificate. */
    static FindingBuilder about(RequestTrace route, Rule rule, String title, Certificate one) {
        return route.found(rule, title)
                .about(one.arn())
                .seen(
                        one.arn() + " for " + String.join(", ", one.names()) + ": "
                                + Stream.of(
                                                one.type(),
                                                one.status(),
                                                one.notAfter()
                                                        .map(end -> "until " + Times.utc(end))
                                                        .orElse(""))
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        DESCRIBED);
    }
}
