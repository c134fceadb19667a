package ch.meuthak.lotse.console.diagnosis.rules.dns;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Optional;

/** What the domain resolves to, as several rules ask for it. */
final class Lookups {
    static final String DNS = "DNS";

    private Lookups() {}

    static Optional<Problem> failed(RequestTrace route, List<String> errors) {
        return route.topology().dns() instanceof Fact.Failed<DnsAnswer>(var problem) && errors.contains(problem.error())
                ? Optional.of(problem)
                : Optional.empty();
    }

    static boolean isEmpty(DnsAnswer answer) {
        return answer.chain().size() == 1 && answer.addresses().isEmpty();
    }

    static boolean leadsToBalancer(RequestTrace route, DnsAnswer answer) {
        return route.balancer().filter(one -> answer.leadsTo(one)).isPresent();
    }

    static Optional<ElasticIp> elasticIp(RequestTrace route, DnsAnswer answer) {
        return RequestTrace.known(route.topology().elasticIps()).stream()
                .filter(ip -> answer.addresses().contains(ip.publicIp()))
                .findFirst();
    }

    static Optional<DnsAnswer> answer(RequestTrace route) {
        return route.topology().dns().toOptional();
    }

    static String chain(DnsAnswer answer) {
        return "The chain of names is " + String.join(" -> ", answer.chain()) + ".";
    }
}
