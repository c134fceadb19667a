package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.List;

/**
 * What the authoritative servers of the domain's zone say.
 *
 * @param zone the zone that holds the domain, without final dot
 * @param nameServers the names of the zone's authoritative servers
 * @param authoritative whether the zone's own servers answered; otherwise the resolver did, because they did not answer
 * @param alias where the domain's CNAME record leads, without final dot; empty when it has none
 * @param addresses the domain's own A and AAAA records; empty when it has none
 * @param validations what they say of each record that ACM asks for
 * @param caa the authorities that CAA records allow to issue; empty when there is no such record, so that all may
 * @param at when they were asked
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8659">RFC 8659, CAA</a>
 */
public record ZoneAnswer(
        String zone,
        List<String> nameServers,
        boolean authoritative,
        String alias,
        List<String> addresses,
        List<ValidationLookup> validations,
        Fact<List<String>> caa,
        Instant at) {

    /**
     * What was found of one record that ACM asks for.
     *
     * @param name the record's name as ACM gives it, with its final dot
     * @param zone the zone that it belongs to, without final dot
     * @param value where its CNAME record leads; empty when there is no such record
     * @param doubled where a CNAME record with the zone's name twice leads; empty when there is none
     */
    public record ValidationLookup(String name, String zone, String value, String doubled) {}

    /** Who answered, in words. */
    public String answeredBy() {
        return authoritative ? "the authoritative servers" : "the resolver, as no authoritative server answers";
    }

    /** For the evidence. */
    public String source() {
        return "DNS, " + answeredBy();
    }

    /** The same but for when it was asked. */
    boolean saysTheSameAs(ZoneAnswer other) {
        return equals(new ZoneAnswer(
                other.zone,
                other.nameServers,
                other.authoritative,
                other.alias,
                other.addresses,
                other.validations,
                other.caa,
                at));
    }
}
