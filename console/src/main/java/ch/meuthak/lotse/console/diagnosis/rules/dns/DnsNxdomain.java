package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Optional;

/** The domain has no record, or the load balancer's name has no address. */
public final class DnsNxdomain extends Rule {
    public static final Rule RULE = new DnsNxdomain();

    private DnsNxdomain() {
        super(About.path("DNS-NXDOMAIN", Hop.DNS, Severity.CRITICAL)
                .symptom("The domain does not resolve, or the name it leads to has no address.")
                .cause(
                        "There is no record, or it is in a zone that is not the authoritative one, or the load balancer is only just being made.")
                .fix("Add the CNAME record to the zone that the name servers of the domain hold.")
                .document(AwsPages.ALIAS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return unknown(route).or(() -> withoutAddress(route));
    }

    private Optional<Finding> unknown(RequestTrace route) {
        return Lookups.failed(route, List.of("NXDOMAIN", "BadName"))
                .or(() -> empty(route))
                .flatMap(problem -> {
                    FindingBuilder draft = route.found(this, "The domain does not resolve")
                            .told(problem)
                            .stops();
                    route.observed()
                            .outside()
                            .zone()
                            .toOptional()
                            .ifPresent(zone ->
                                    draft.fix("Add the record " + route.domain() + " CNAME " + balancerName(route)
                                            + " to the zone " + zone.zone() + ", on its name servers "
                                            + String.join(", ", zone.nameServers()) + "."));
                    return draft.done();
                });
    }

    /** A name that has others below it, such as ACM's record, is known to DNS even when it has no record itself (RFC 8020). */
    private static Optional<Problem> empty(RequestTrace route) {
        return Lookups.answer(route)
                .filter(Lookups::isEmpty)
                .map(_ -> new Problem(
                        Lookups.DNS,
                        "NODATA",
                        route.domain() + " has neither a CNAME record nor an address.",
                        "Add a CNAME record for it that points at the load balancer's DNS name."));
    }

    private static String balancerName(RequestTrace route) {
        return Lookups.balancer(route).map(LoadBalancer::dnsName).orElse("(the load balancer's DNS name)");
    }

    private Optional<Finding> withoutAddress(RequestTrace route) {
        return Lookups.answer(route)
                .filter(answer -> answer.addresses().isEmpty())
                .filter(answer -> Lookups.leadsToBalancer(route, answer))
                .flatMap(answer -> route.found(this, "The load balancer's name has no address")
                        .seen(Lookups.chain(answer), Lookups.DNS)
                        .cause(answer.canonicalName() + " has no address.")
                        .fix("Wait if the load balancer was just made; else look at its state.")
                        .stops()
                        .done());
    }
}
