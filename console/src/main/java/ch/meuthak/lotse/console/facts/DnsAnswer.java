package ch.meuthak.lotse.console.facts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a name resolves to.
 *
 * @param chain the names followed, the asked one first, each a CNAME of the one before, without final dots
 * @param addresses the A and AAAA records at the end of the chain; empty when there are none
 */
public record DnsAnswer(List<String> chain, List<String> addresses) {
    /** {@code x-123.us-east-1.elb.amazonaws.com}, {@code x-123.elb.us-east-1.amazonaws.com} of a Network Load Balancer. */
    private static final Pattern LOAD_BALANCER = Pattern.compile(
            "(?i).+\\.(?:elb\\.)?([a-z]{2}(?:-[a-z]+)+-\\d)\\.(?:elb\\.)?amazonaws\\.com(?:\\.cn)?\\.?");

    /** The name at the end of the chain. */
    public String canonicalName() {
        return chain.getLast();
    }

    /** Whether the chain passes the load balancer's name; {@code dualstack.} before it asks for IPv6 addresses, too. */
    public boolean leadsTo(LoadBalancer balancer) {
        String name = plain(balancer.dnsName());
        return chain.stream().map(DnsAnswer::plain).anyMatch(name::equals);
    }

    /** The AWS region in the name of the load balancer that the chain passes; absent when it passes none. */
    public Optional<String> region() {
        return chain.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(".elb."))
                .map(LOAD_BALANCER::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1).toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^dualstack\\.", "").replaceFirst("\\.$", "");
    }
}
