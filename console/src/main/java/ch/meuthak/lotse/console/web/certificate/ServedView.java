package ch.meuthak.lotse.console.web.certificate;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.FactRow;
import ch.meuthak.lotse.console.web.page.When;
import ch.meuthak.lotse.console.words.CertificateLife;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that clients get, beside the certificates of the listener.
 *
 * @param mark whether it is one of them and trusted
 * @param sentence the meaning of the mark
 * @param facts the observed facts; empty without an observation
 */
public record ServedView(Badge mark, String sentence, List<FactRow> facts, Optional<When> at) {

    static ServedView of(Fact<ServedTls> fact, Topology topology, When.Clock clock) {
        return switch (fact) {
            case Fact.Known<ServedTls>(var tls) -> of(tls, topology, clock);
            case Fact.Failed<ServedTls>(var problem) -> unknown(problem.message());
            case Fact.Unread<ServedTls>(var because) -> unknown("Not checked yet, because " + because + ".");
        };
    }

    private static ServedView unknown(String why) {
        return new ServedView(new Badge("unknown", "Not known"), why, List.of(), Optional.empty());
    }

    private static ServedView of(ServedTls tls, Topology topology, When.Clock clock) {
        List<Certificate> known = topology.certificates().toOptional().orElse(List.of());
        Optional<Certificate> same =
                known.stream().filter(one -> tls.hasSerial(one.serial())).findFirst();
        List<FactRow> facts = FactRow.known(
                new FactRow("Names", String.join(", ", tls.names()), false),
                new FactRow("Serial", tls.serial(), true),
                new FactRow("Issuer", tls.issuer(), false),
                new FactRow(
                        "Valid until",
                        clock.when(tls.notAfter()).utc() + ", "
                                + CertificateLife.until(tls.notAfter(), clock.now())
                                        .words(),
                        false),
                new FactRow("Issuers in the chain", Integer.toString(tls.certificates() - 1), false),
                new FactRow("Protocol", tls.protocol() + ", " + tls.cipher(), false),
                new FactRow("Answered by", tls.address(), false));
        return new ServedView(
                mark(tls, same, known), sentence(tls, same, known), facts, Optional.of(clock.when(tls.at())));
    }

    private static Badge mark(ServedTls tls, Optional<Certificate> same, List<Certificate> known) {
        if (!tls.chainFault().isEmpty()) {
            return new Badge("fail", "Not trusted");
        }
        if (same.isPresent()) {
            return new Badge("ok", "Trusted");
        }
        return known.isEmpty() ? new Badge("unknown", "Not compared") : new Badge("warn", "Different certificate");
    }

    private static String sentence(ServedTls tls, Optional<Certificate> same, List<Certificate> known) {
        if (!tls.chainFault().isEmpty()) {
            return "Clients reject the connection: " + tls.chainFault() + ".";
        }
        return same.map(one -> "Its serial number is that of the certificate " + one.domainName() + " below.")
                .orElse(
                        known.isEmpty()
                                ? "The certificates of the listener were not read."
                                : "No certificate below has this serial number. The domain leads elsewhere, or a new certificate"
                                        + " is still rolling out.");
    }

    /** Whether anything was seen. */
    public boolean seen() {
        return at.isPresent();
    }

    /** Only when something was seen. */
    public When when() {
        return at.orElseThrow();
    }
}
