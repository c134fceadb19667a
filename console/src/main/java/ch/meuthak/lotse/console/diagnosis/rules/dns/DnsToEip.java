package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import java.util.Optional;

/** The domain leads to an Elastic IP, past the load balancer. */
public final class DnsToEip extends Rule {
    public static final Rule RULE = new DnsToEip();

    private DnsToEip() {
        super(About.path("DNS-TO-EIP", Hop.DNS, Severity.CRITICAL)
                .symptom("The domain resolves to an Elastic IP of the account.")
                .cause(
                        "An A record points directly at the instance. Requests bypass the load balancer, its certificate and its health checks.")
                .fix("Replace the A record with a CNAME record that points to the load balancer.")
                .document(AwsPages.ALIAS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        // A load balancer may have addresses that DescribeAddresses lists, when they come from a pool of the account's
        // own.
        return Lookups.answer(route)
                .filter(answer -> !Lookups.leadsToBalancer(route, answer))
                .flatMap(answer -> Lookups.elasticIp(route, answer).flatMap(ip -> route.found(
                                this, "The domain points to the Elastic IP")
                        .seen(route.domain() + " has the address " + ip.publicIp() + ".", Lookups.DNS)
                        .seen(ip.publicIp() + " is an Elastic IP of this account.", "DescribeAddresses")
                        .cause(route.domain() + " points to the Elastic IP " + ip.publicIp()
                                + ". Requests bypass the load balancer and its TLS.")
                        .fix("Replace the A record with a CNAME record that points to "
                                + route.balancer().map(LoadBalancer::dnsName).orElse("the load balancer's DNS name")
                                + ".")
                        .stops()
                        .done()));
    }
}
