package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;

/**
 * What the probes saw.
 *
 * @param zone what the authoritative servers of the domain's zone say
 * @param tls what a handshake with the load balancer, for the domain, was answered with
 * @param domain a request to the domain, the way everybody comes
 * @param straight a request straight at the instance's public address, past the load balancer
 */
public record Outside(Fact<ZoneAnswer> zone, Fact<ServedTls> tls, Fact<HttpVisit> domain, Fact<HttpVisit> straight) {

    /** Before anything was probed. */
    public static Outside unread() {
        String because = "nothing was probed";
        return new Outside(Fact.unread(because), Fact.unread(because), Fact.unread(because), Fact.unread(because));
    }
}
