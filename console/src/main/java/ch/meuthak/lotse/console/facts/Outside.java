package ch.meuthak.lotse.console.facts;

import java.util.function.BiPredicate;

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

    /** The same with the zone asked again. */
    public Outside withZone(Fact<ZoneAnswer> seen) {
        return new Outside(seen, tls, domain, straight);
    }

    /** The same after another handshake. */
    public Outside withTls(Fact<ServedTls> seen) {
        return new Outside(zone, seen, domain, straight);
    }

    /** The same after another request through the domain. */
    public Outside withDomain(Fact<HttpVisit> seen) {
        return new Outside(zone, tls, seen, straight);
    }

    /** The same after another request past the load balancer. */
    public Outside withStraight(Fact<HttpVisit> seen) {
        return new Outside(zone, tls, domain, seen);
    }

    /** Whether it says the same, whenever each was seen and however long it took. */
    public boolean saysTheSameAs(Outside other) {
        return same(zone, other.zone, ZoneAnswer::saysTheSameAs)
                && same(tls, other.tls, ServedTls::saysTheSameAs)
                && same(domain, other.domain, HttpVisit::saysTheSameAs)
                && same(straight, other.straight, HttpVisit::saysTheSameAs);
    }

    private static <T> boolean same(Fact<T> one, Fact<T> other, BiPredicate<T, T> saysTheSame) {
        if (one instanceof Fact.Known<T>(var seen) && other instanceof Fact.Known<T>(var before)) {
            return saysTheSame.test(seen, before);
        }
        return one.equals(other);
    }
}
