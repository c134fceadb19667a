package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;

/** The domain must lead to the load balancer. */
final class DnsReader implements HopReader {

    @Override
    public HopReading read(RequestTrace route) {
        return OutsideWords.zone(
                resolved(route),
                route.observed().outside().zone(),
                route.topology().dns().toOptional());
    }

    private static HopReading resolved(RequestTrace route) {
        return switch (route.topology().dns()) {
            case Fact.Known<DnsAnswer>(var answer) ->
                read(route.domain(), answer, route.topology().loadBalancer())
                        .withId("Leads to", answer.chain().size() > 1 ? answer.canonicalName() : "")
                        .with("Through", OutsideWords.between(answer))
                        .with("Addresses", String.join(", ", answer.addresses()));
            case Fact<DnsAnswer> other -> HopReading.unknown(route.domain(), other);
        };
    }

    private static HopReading read(String domain, DnsAnswer answer, Fact<LoadBalancer> loadBalancer) {
        return switch (loadBalancer) {
            case Fact.Known<LoadBalancer>(var balancer)
            when answer.leadsTo(balancer) ->
                HopReading.known(domain, domain + " points to the load balancer " + balancer.name() + ".");
            case Fact.Known<LoadBalancer>(var balancer) ->
                HopReading.unknown(
                        domain,
                        domain
                                + " has its own addresses. The console cannot tell whether they belong to the load balancer. Use a CNAME record that points to "
                                + balancer.dnsName() + ".");
            case Fact.Failed<LoadBalancer>(Problem problem) ->
                HopReading.unknown(
                        domain,
                        domain + " points to " + answer.canonicalName() + ". The load balancer was not read. "
                                + problem.message());
            case Fact.Unread<LoadBalancer> unread -> HopReading.unknown(domain, unread);
        };
    }
}
