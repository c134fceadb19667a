package ch.meuthak.lotse.console.facts;

import java.util.List;

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
}
