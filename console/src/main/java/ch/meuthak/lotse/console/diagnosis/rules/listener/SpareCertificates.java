package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The certificates for the domain that the HTTPS listener does not hold. */
final class SpareCertificates {
    private SpareCertificates() {}

    static Stream<Certificate> of(RequestTrace route) {
        Set<String> held = route.offered().stream()
                .flatMap(offered -> offered.arns().stream())
                .collect(Collectors.toSet());
        return RequestTrace.known(route.topology().certificates()).stream()
                .filter(one -> !held.contains(one.arn()) && one.covers(route.domain()));
    }

    /** What is wrong with a spare one hardly matters while the listener has one that works. */
    static Severity severity(RequestTrace route) {
        return route.served().filter(one -> one.status().equals("ISSUED")).isPresent()
                ? Severity.INFO
                : Severity.WARNING;
    }
}
