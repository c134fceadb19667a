package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the domain leads to the load balancer. */
final class DnsRules {
    private static final String DNS = "DNS";

    private DnsRules() {}

    static List<Rule> all() {
        return List.of(
                DnsRules::loop,
                DnsRules::unknown,
                DnsRules::withoutAddress,
                DnsRules::toElasticIp,
                DnsRules::elsewhere);
    }

    private static Optional<Problem> failed(RequestTrace route, List<String> errors) {
        return route.topology().dns() instanceof Fact.Failed<DnsAnswer>(var problem) && errors.contains(problem.error())
                ? Optional.of(problem)
                : Optional.empty();
    }

    private static Optional<Finding> loop(RequestTrace route) {
        return failed(route, List.of("Loop"))
                .flatMap(problem -> route.found(RuleId.DNS_LOOP, "The CNAME records lead nowhere")
                        .told(problem)
                        .stops()
                        .done());
    }

    private static Optional<Finding> unknown(RequestTrace route) {
        return failed(route, List.of("NXDOMAIN", "BadName"))
                .or(() -> empty(route))
                .flatMap(problem -> {
                    FindingBuilder draft = route.found(RuleId.DNS_NXDOMAIN, "The domain does not resolve")
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
        return answer(route)
                .filter(DnsRules::isEmpty)
                .map(_ -> new Problem(
                        DNS,
                        "NODATA",
                        route.domain() + " has neither a CNAME record nor an address. Add a CNAME record for it that"
                                + " points at the load balancer's DNS name."));
    }

    private static boolean isEmpty(DnsAnswer answer) {
        return answer.chain().size() == 1 && answer.addresses().isEmpty();
    }

    private static String balancerName(RequestTrace route) {
        return route.topology()
                .loadBalancer()
                .toOptional()
                .map(LoadBalancer::dnsName)
                .orElse("(the load balancer's DNS name)");
    }

    private static Optional<Finding> withoutAddress(RequestTrace route) {
        return answer(route)
                .filter(answer -> answer.addresses().isEmpty())
                .filter(answer -> leadsToBalancer(route, answer))
                .flatMap(answer -> route.found(RuleId.DNS_NXDOMAIN, "The load balancer's name has no address")
                        .seen(chain(answer), DNS)
                        .cause(answer.canonicalName() + " has no address.")
                        .fix("Wait if the load balancer was just made; else look at its state.")
                        .stops()
                        .done());
    }

    private static Optional<Finding> toElasticIp(RequestTrace route) {
        // A load balancer may have addresses that DescribeAddresses lists, when they come from a pool of the account's
        // own.
        return answer(route).filter(answer -> !leadsToBalancer(route, answer)).flatMap(answer -> elasticIp(
                        route, answer)
                .flatMap(ip -> route.found(RuleId.DNS_TO_EIP, "The domain leads to the Elastic IP")
                        .seen(route.domain() + " has the address " + ip.publicIp() + ".", DNS)
                        .seen(ip.publicIp() + " is an Elastic IP of this account.", "DescribeAddresses")
                        .cause(route.domain() + " leads to the Elastic IP " + ip.publicIp()
                                + ", past the load balancer and its TLS.")
                        .fix("Replace the A record by a CNAME record that points at "
                                + balancer(route).map(LoadBalancer::dnsName).orElse("the load balancer's DNS name")
                                + ".")
                        .stops()
                        .done()));
    }

    private static boolean leadsToBalancer(RequestTrace route, DnsAnswer answer) {
        return balancer(route).filter(one -> DnsReader.leadsTo(answer, one)).isPresent();
    }

    private static Optional<ElasticIp> elasticIp(RequestTrace route, DnsAnswer answer) {
        return RequestTrace.known(route.topology().elasticIps()).stream()
                .filter(ip -> answer.addresses().contains(ip.publicIp()))
                .findFirst();
    }

    private static Optional<Finding> elsewhere(RequestTrace route) {
        return answer(route)
                .filter(answer -> elasticIp(route, answer).isEmpty() && !isEmpty(answer))
                .flatMap(answer -> switch (route.topology().loadBalancer()) {
                    case Fact.Known<LoadBalancer>(var balancer)
                    when !DnsReader.leadsTo(answer, balancer) && answer.chain().size() > 1 ->
                        elsewhere(route, answer)
                                .cause(route.domain() + " leads to " + answer.canonicalName()
                                        + ", not to the load balancer " + balancer.name() + ": " + whatItIs(answer))
                                .fix("Point the CNAME record at " + balancer.dnsName() + ".")
                                .done();
                    case Fact.Failed<LoadBalancer>(var problem)
                    when problem.error().equals("NotFound") ->
                        elsewhere(route, answer).told(problem).done();
                    case Fact<LoadBalancer> _ -> Optional.empty();
                });
    }

    /** Every load balancer of AWS has {@code elb} in its name; what stands before and after it differs by kind and partition. */
    private static String whatItIs(DnsAnswer answer) {
        return answer.canonicalName().toLowerCase(Locale.ROOT).contains(".elb.")
                ? "that one was created anew, or belongs to another account or region."
                : "by its name that is no load balancer of AWS. If it is meant to stand before this one, a CDN for instance,"
                        + " what it does with requests is not read here.";
    }

    private static FindingBuilder elsewhere(RequestTrace route, DnsAnswer answer) {
        return route.found(RuleId.DNS_OTHER_LB, "The domain leads to no load balancer that is known here")
                .seen(chain(answer), DNS)
                .stops();
    }

    private static Optional<DnsAnswer> answer(RequestTrace route) {
        return route.topology().dns().toOptional();
    }

    private static Optional<LoadBalancer> balancer(RequestTrace route) {
        return route.topology().loadBalancer().toOptional();
    }

    private static String chain(DnsAnswer answer) {
        return "The chain of names is " + String.join(" -> ", answer.chain()) + ".";
    }
}
