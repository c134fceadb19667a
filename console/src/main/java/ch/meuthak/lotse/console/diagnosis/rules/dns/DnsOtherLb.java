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
                        "The domain is a CNAME for something else than the load balancer that was found, or for one that is not there.")
                .cause(
                        "The load balancer was created anew and has another name since, it belongs to another account or region, or something else, such as a CDN, stands before it.")
                .fix("Point the CNAME record at the DNS name of the load balancer that is there now.")
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

    private FindingBuilder elsewhere(RequestTrace route, DnsAnswer answer) {
        return route.found(this, "The domain leads to no load balancer that is known here")
                .seen(Lookups.chain(answer), Lookups.DNS)
                .stops();
    }
}
