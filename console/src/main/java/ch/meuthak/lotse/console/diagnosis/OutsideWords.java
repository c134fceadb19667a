package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.words.CertificateLife;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What the probes saw, as facts of the hops that it belongs to. */
final class OutsideWords {
    private OutsideWords() {}

    /** The names between the first and the last of a chain; empty when there are none. */
    static String between(DnsAnswer answer) {
        List<String> chain = answer.chain();
        return chain.size() > 2 ? String.join(" -> ", chain.subList(1, chain.size() - 1)) : "";
    }

    /** @param resolved what the resolver says, which may be older than what the zone says now */
    static HopReading zone(HopReading hop, Fact<ZoneAnswer> fact, Optional<DnsAnswer> resolved) {
        return seen(hop, "Zone", fact, (reading, answer) -> zone(reading, answer)
                .with(
                        "Name servers say",
                        resolved.filter(one -> saysTheSame(one, answer)).isPresent() ? "" : records(answer)));
    }

    private static HopReading zone(HopReading hop, ZoneAnswer answer) {
        return hop.with("Zone", answer.zone())
                .with("Name servers", String.join(", ", answer.nameServers()))
                .with("Asked", answer.authoritative() ? "" : answer.answeredBy())
                .with("CAA", String.join(", ", answer.caa().toOptional().orElse(List.of())));
    }

    private static boolean saysTheSame(DnsAnswer resolved, ZoneAnswer answer) {
        return answer.alias().isEmpty()
                ? resolved.chain().size() == 1
                        && Set.copyOf(resolved.addresses()).equals(Set.copyOf(answer.addresses()))
                : resolved.chain().size() > 1 && resolved.chain().get(1).equalsIgnoreCase(answer.alias());
    }

    private static String records(ZoneAnswer answer) {
        if (!answer.alias().isEmpty()) {
            return "CNAME " + answer.alias();
        }
        return answer.addresses().isEmpty() ? "no record" : String.join(", ", answer.addresses());
    }

    static HopReading tls(HopReading hop, Fact<ServedTls> fact, Instant now) {
        return seen(hop, "Served", fact, (reading, tls) -> tls(reading, tls, now));
    }

    private static HopReading tls(HopReading hop, ServedTls tls, Instant now) {
        return hop.with(
                        "Served",
                        (tls.names().isEmpty() ? "a certificate without names" : String.join(", ", tls.names())) + ", "
                                + left(tls, now) + (tls.chainFault().isEmpty() ? "" : "; " + tls.chainFault()))
                .withId("Serial", tls.serial())
                .with("Protocol", tls.protocol() + ", " + tls.cipher());
    }

    private static String left(ServedTls tls, Instant now) {
        return CertificateLife.until(tls.notAfter(), now).words();
    }

    static HopReading visit(HopReading hop, String name, Fact<HttpVisit> fact) {
        return seen(hop, name, fact, (reading, visit) -> reading.with(name, words(visit)));
    }

    private static String words(HttpVisit visit) {
        return visit.latency()
                .map(latency -> visit.status() + (visit.release().isEmpty() ? "" : " from " + visit.release()) + " in "
                        + latency.words())
                .orElse("no answer: " + visit.failure());
    }

    private static <T> HopReading seen(
            HopReading hop, String name, Fact<T> fact, BiFunction<HopReading, T, HopReading> words) {
        return switch (fact) {
            case Fact.Known<T>(var value) -> words.apply(hop, value);
            case Fact<T> other -> hop.with(name, "not known. " + HopReading.why(other));
        };
    }
}
