package ch.meuthak.lotse.console.diagnosis;

import java.util.List;

/**
 * What the authoritative servers of the domain's zone say.
 *
 * @param zone the zone that holds the domain, without final dot
 * @param nameServers the names of the zone's authoritative servers
 * @param validations what they say of each record that ACM asks for
 * @param caa the authorities that CAA records allow to issue; empty when there is no such record, so that all may
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8659">RFC 8659, CAA</a>
 */
public record ZoneAnswer(String zone, List<String> nameServers, List<ValidationLookup> validations, List<String> caa) {

    /**
     * What was found of one record that ACM asks for.
     *
     * @param name the record's name as ACM gives it, with its final dot
     * @param value where its CNAME record leads; empty when there is no such record
     * @param doubled where a CNAME record with the zone's name twice leads; empty when there is none
     */
    public record ValidationLookup(String name, String value, String doubled) {}
}
