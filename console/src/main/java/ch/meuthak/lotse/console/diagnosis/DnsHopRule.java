package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.DnsAnswer;
import ch.meuthak.lotse.console.cloud.ElasticIp;
import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.LoadBalancer;
import ch.meuthak.lotse.console.cloud.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The domain must lead to the load balancer. */
final class DnsHopRule implements HopRule {
    private static final Set<String> BROKEN = Set.of("NXDOMAIN", "Loop", "BadName");

    @Override
    public Judgement judge(Route route) {
        String domain = route.topology().domain();
        return switch (route.topology().dns()) {
            case Fact.Known<DnsAnswer>(var answer) ->
                judge(route, answer)
                        .withId("Leads to", answer.canonicalName())
                        .with("Addresses", String.join(", ", answer.addresses()));
            case Fact.Failed<DnsAnswer>(var problem)
            when BROKEN.contains(problem.error()) -> Judgement.fail(domain, problem.message());
            case Fact<DnsAnswer> other -> Judgement.unknown(domain, other);
        };
    }

    private static Judgement judge(Route route, DnsAnswer answer) {
        String domain = route.topology().domain();
        if (atElasticIp(route, answer).isPresent()) {
            return Judgement.fail(
                    domain,
                    domain + " leads to the Elastic IP "
                            + atElasticIp(route, answer).get()
                            + ", past the load balancer and its TLS. Replace the A record by a CNAME record that points at the"
                            + " load balancer's DNS name.");
        }
        return switch (route.topology().loadBalancer()) {
            case Fact.Known<LoadBalancer>(var balancer) -> judge(domain, answer, balancer);
            case Fact.Failed<LoadBalancer>(var problem)
            when problem.error().equals("NotFound") -> Judgement.fail(domain, problem.message());
            case Fact.Failed<LoadBalancer>(Problem problem) ->
                Judgement.unknown(
                        domain,
                        domain + " leads to " + answer.canonicalName()
                                + "; whether that is the load balancer was not read. " + problem.message());
            case Fact.Unread<LoadBalancer> unread -> Judgement.unknown(domain, unread);
        };
    }

    private static Judgement judge(String domain, DnsAnswer answer, LoadBalancer balancer) {
        boolean leads = answer.chain().stream().anyMatch(name -> plain(name).equals(plain(balancer.dnsName())));
        if (leads && answer.addresses().isEmpty()) {
            return Judgement.fail(
                    domain,
                    answer.canonicalName()
                            + " has no address. Wait if the load balancer was just made; else look at its state.");
        }
        if (leads) {
            return Judgement.ok(domain, domain + " is an alias of the load balancer " + balancer.name() + ".");
        }
        if (answer.chain().size() == 1) {
            return Judgement.unknown(
                    domain,
                    domain
                            + " has addresses of its own; whether they are the load balancer's cannot be told. Use a CNAME"
                            + " record that points at " + balancer.dnsName() + ".");
        }
        return Judgement.fail(
                domain,
                domain + " leads to " + answer.canonicalName() + ", not to the load balancer " + balancer.name()
                        + ". Point the CNAME record at " + balancer.dnsName() + ".");
    }

    private static Optional<String> atElasticIp(Route route, DnsAnswer answer) {
        List<ElasticIp> known = route.topology().elasticIps().toOptional().orElse(List.of());
        return known.stream()
                .map(ElasticIp::publicIp)
                .filter(answer.addresses()::contains)
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^dualstack\\.", "").replaceFirst("\\.$", "");
    }
}
