package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which load balancer of a region is meant: the configured one, else the one the domain leads to. Never a guess. */
record LoadBalancerChoice(InventorySettings settings, String region) {
    /** The error when the configured one is not there. */
    static final String NOT_CONFIGURED = "LoadBalancerNotFound";

    /** The one that is meant, or why it is not known and what to do. */
    Fact<LoadBalancer> among(List<LoadBalancer> all, Fact<DnsAnswer> dns) {
        return settings.loadBalancer().isPresent()
                ? configured(settings.loadBalancer().get(), all)
                : ledTo(all, dns);
    }

    private Fact<LoadBalancer> configured(String nameOrArn, List<LoadBalancer> all) {
        return all.stream()
                .filter(one -> one.name().equals(nameOrArn) || one.arn().equals(nameOrArn))
                .findFirst()
                .map(Fact::known)
                .orElseGet(() -> notFound(
                        NOT_CONFIGURED,
                        "The configured load balancer " + nameOrArn + " is not in " + region + ": " + found(all),
                        "Correct LOTSE_LOAD_BALANCER or the region."));
    }

    private Fact<LoadBalancer> ledTo(List<LoadBalancer> all, Fact<DnsAnswer> dns) {
        return switch (dns) {
            case Fact.Known<DnsAnswer>(var answer) -> ledTo(all, answer);
            case Fact.Failed<DnsAnswer> _, Fact.Unread<DnsAnswer> _ ->
                Fact.unread("DNS does not lead from " + settings.domain() + " to a load balancer; " + found(all)
                        + " Fix the DNS record, or name the load balancer in LOTSE_LOAD_BALANCER");
        };
    }

    private Fact<LoadBalancer> ledTo(List<LoadBalancer> all, DnsAnswer answer) {
        List<String> chain =
                answer.chain().stream().map(LoadBalancerChoice::plain).toList();
        Optional<LoadBalancer> match =
                all.stream().filter(one -> chain.contains(plain(one.dnsName()))).findFirst();
        return match.map(Fact::known)
                .orElseGet(() -> notFound(
                        "NotFound",
                        settings.domain() + " points to " + answer.canonicalName() + ", but no load balancer in "
                                + region + " has that DNS name: " + found(all),
                        "Point the CNAME record at the load balancer, correct the region, or name the load balancer in"
                                + " LOTSE_LOAD_BALANCER."));
    }

    /** DNS names have no case; {@code dualstack.} before a load balancer's name asks for its IPv6 addresses too. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return bare.startsWith("dualstack.") ? bare.substring("dualstack.".length()) : bare;
    }

    private String found(List<LoadBalancer> all) {
        if (all.isEmpty()) {
            return "there is none in " + region + ".";
        }
        String more = all.size() > 10 ? " and " + (all.size() - 10) + " more." : ".";
        return all.stream()
                .limit(10)
                .map(one -> one.name() + " (" + one.dnsName() + ")")
                .collect(Collectors.joining(", ", "there is ", more));
    }

    private static Fact<LoadBalancer> notFound(String error, String cause, String remedy) {
        return Fact.failed(new Problem(AwsCall.DESCRIBE_LOAD_BALANCERS.call(), error, cause, remedy));
    }
}
