package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;

/** Resolves the watched domain. A port: the DNS client is in {@code probe}. */
public interface NameResolver {

    /**
     * Follows the CNAME chain of a name, at most eight links.
     *
     * @return the chain, or a failure with call {@code DNS} and error {@code NXDOMAIN}, {@code Timeout}, {@code SERVFAIL},
     *     {@code Loop}; never throws
     */
    Fact<DnsAnswer> resolve(String name);
}
