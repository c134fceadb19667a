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
                .symptom("The domain does not resolve, or the name it points to has no address.")
                .cause(
                        "The record is missing, or it is in a zone that is not authoritative. Or the load balancer is new.")
                .fix("Add the CNAME record to the zone on the authoritative name servers.")
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
                            .failed(problem)
                            .stops();
                    route.zone()
                            .ifPresent(zone ->
                                    draft.fix("Add the record " + route.domain() + " CNAME " + balancerName(route)
                                            + " to the zone " + zone.zone() + ", on the name servers "
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
                        "Add a CNAME record that points to the load balancer's DNS name."));
    }

    private static String balancerName(RequestTrace route) {
        return route.balancer().map(LoadBalancer::dnsName).orElse("(the load balancer's DNS name)");
    }

    private Optional<Finding> withoutAddress(RequestTrace route) {
        return Lookups.answer(route)
                .filter(answer -> answer.addresses().isEmpty())
                .filter(answer -> Lookups.leadsToBalancer(route, answer))
                .flatMap(answer -> route.found(this, "The load balancer's name has no address")
                        .seen(Lookups.chain(answer), Lookups.DNS)
                        .cause(answer.canonicalName() + " has no address.")
                        .fix("Wait if the load balancer is new. Otherwise check its state.")
                        .stops()
                        .done());
    }
}
