package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.words.LoadBalancerWords;
import ch.meuthak.lotse.console.words.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The load balancer must be active, face the internet, and admit HTTPS. */
final class LoadBalancerReader implements HopReader {
    private static final Set<String> STATES = Set.of("active", "active_impaired", "provisioning", "failed");

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.topology().loadBalancer()) {
            case Fact.Known<LoadBalancer>(var balancer) ->
                read(route, balancer)
                        .withId("DNS name", balancer.dnsName())
                        .with("State", LoadBalancerWords.of(balancer).state())
                        .with("Scheme", balancer.scheme())
                        .withId("ARN", balancer.arn());
            case Fact<LoadBalancer> other -> HopReading.unknown("Load balancer", other);
        };
    }

    private static HopReading read(RequestTrace route, LoadBalancer balancer) {
        Optional<String> unclear = unclear(balancer);
        if (unclear.isPresent()) {
            return HopReading.unknown(balancer.name(), unclear.get());
        }
        Fact<List<SecurityGroup>> groups = route.securityGroups(balancer.securityGroupIds());
        if (!balancer.securityGroupIds().isEmpty() && !(groups instanceof Fact.Known<?>)) {
            return HopReading.unknown(
                    balancer.name(),
                    "It is active. It is not known whether its security groups allow HTTPS. " + HopReading.why(groups));
        }
        Fact<List<RouteTable>> tables = route.topology().routeTables();
        if (!(tables instanceof Fact.Known<?>)) {
            return HopReading.unknown(
                    balancer.name(),
                    "It is active. It is not known whether its subnets have a route to the internet. "
                            + HopReading.why(tables));
        }
        return HopReading.known(
                balancer.name(),
                balancer.securityGroupIds().isEmpty()
                        ? "It is active and internet-facing, and no security group can block it."
                        : "It is active and internet-facing, and allows TCP 443 from anywhere.");
    }

    /** What it takes to judge it and AWS does not say, or says in a word that is new to the console. */
    private static Optional<String> unclear(LoadBalancer balancer) {
        if (!STATES.contains(balancer.state())) {
            return Optional.of(Sentences.join(LoadBalancerWords.of(balancer).meaning(), balancer.stateReason()));
        }
        return balancer.scheme().isEmpty() ? Optional.of("AWS does not report its scheme.") : Optional.empty();
    }
}
