package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import java.util.Locale;
import java.util.Optional;

/** The domain leads to something else than the load balancer. */
public final class DnsOtherLb extends Rule {
    public static final Rule RULE = new DnsOtherLb();

    private DnsOtherLb() {
        super(About.path("DNS-OTHER-LB", Hop.DNS, Severity.CRITICAL)
                .symptom(
                        "The CNAME record of the domain points to something other than the load balancer, or at a load balancer that does not exist.")
                .cause(
                        "The load balancer was recreated under a new name, or belongs to another account or region. Or a CDN is in front of it.")
                .fix("Point the CNAME record at the DNS name of the current load balancer.")
                .document(AwsPages.ALIAS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return Lookups.answer(route)
                .filter(answer -> Lookups.elasticIp(route, answer).isEmpty() && !Lookups.isEmpty(answer))
                .flatMap(answer -> switch (route.topology().loadBalancer()) {
                    case Fact.Known<LoadBalancer>(var balancer)
                    when !answer.leadsTo(balancer) && answer.chain().size() > 1 ->
                        elsewhere(route, answer)
                                .cause(route.domain() + " points to " + answer.canonicalName()
                                        + ", not to the load balancer " + balancer.name() + ". " + whatItIs(answer))
                                .fix("Point the CNAME record at " + balancer.dnsName() + ".")
                                .done();
                    case Fact.Failed<LoadBalancer>(var problem)
                    when problem.error().equals("NotFound") ->
                        elsewhere(route, answer).failed(problem).done();
                    case Fact<LoadBalancer> _ -> Optional.empty();
                });
    }

    /** Every load balancer of AWS has {@code elb} in its name; what stands before and after it differs by kind and partition. */
    private static String whatItIs(DnsAnswer answer) {
        return answer.canonicalName().toLowerCase(Locale.ROOT).contains(".elb.")
                ? "That load balancer was recreated, or belongs to another account or region."
                : "That name is not an AWS load balancer. If it is a CDN in front of this one, its handling of requests is not read.";
    }

    private FindingBuilder elsewhere(RequestTrace route, DnsAnswer answer) {
        return route.found(this, "The domain points to no known load balancer")
                .seen(Lookups.chain(answer), Lookups.DNS)
                .stops();
    }
}
