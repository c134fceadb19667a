package ch.meuthak.lotse.console.facts;

import java.util.List;
import java.util.Locale;

/**
 * What a name resolves to.
 *
 * @param chain the names followed, the asked one first, each a CNAME of the one before, without final dots
 * @param addresses the A and AAAA records at the end of the chain; empty when there are none
 */
public record DnsAnswer(List<String> chain, List<String> addresses) {

    /** The name at the end of the chain. */
    public String canonicalName() {
        return chain.getLast();
    }

    /** Whether the chain passes the load balancer's name; {@code dualstack.} before it asks for IPv6 addresses, too. */
    public boolean leadsTo(LoadBalancer balancer) {
        String name = plain(balancer.dnsName());
        return chain.stream().map(DnsAnswer::plain).anyMatch(name::equals);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^dualstack\\.", "").replaceFirst("\\.$", "");
    }
}
