package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import java.util.Optional;
import java.util.stream.Stream;

/** A certificate for the domain that ACM has not issued: the one that is served, or a spare one. */
final class UnissuedCertificate {
    private UnissuedCertificate() {}

    /** The one that is served when it has the status, else the newest other one for the domain. */
    static Optional<Certificate> with(RequestTrace route, String status) {
        return Stream.concat(route.served().stream(), SpareCertificates.of(route))
                .filter(one -> one.status().equals(status))
                .findFirst();
    }

    /** Begins a finding about it: a listener with an unissued certificate serves no client. */
    static FindingBuilder about(RequestTrace route, Rule rule, String title, Certificate one) {
        FindingBuilder draft = CertificateEvidence.about(route, rule, title, one);
        boolean served = route.served().filter(one::equals).isPresent();
        return served ? draft.stops().severity(Severity.CRITICAL) : draft.severity(SpareCertificates.severity(route));
    }
}
