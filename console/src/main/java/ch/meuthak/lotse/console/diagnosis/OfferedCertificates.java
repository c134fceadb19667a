package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates that a listener holds.
 *
 * @param arns of those that are known to be there
 * @param read what ACM says of them, as far as it was read
 * @param complete whether all that are there are known, and were read
 * @param forDomain the one that clients of the domain get: if there are several, one that works
 */
public record OfferedCertificates(
        List<String> arns, List<Certificate> read, boolean complete, Optional<Certificate> forDomain) {

    static OfferedCertificates of(Listener listener, Topology topology) {
        List<String> arns =
                listener.certificateArns().toOptional().orElseGet(() -> List.of(listener.defaultCertificateArn()));
        Set<String> wanted = new HashSet<>(arns);
        List<Certificate> read = RequestTrace.known(topology.certificates()).stream()
                .filter(certificate -> wanted.contains(certificate.arn()))
                .toList();
        boolean complete = listener.certificateArns().toOptional().isPresent() && read.size() == wanted.size();
        return new OfferedCertificates(arns, read, complete, best(read, topology.domain()));
    }

    private static Optional<Certificate> best(List<Certificate> read, String domain) {
        return read.stream()
                .filter(certificate -> certificate.covers(domain))
                .max(Comparator.comparing((Certificate one) -> one.status().equals("ISSUED"))
                        .thenComparing(one -> one.notAfter().orElse(Instant.MIN)));
    }
}
