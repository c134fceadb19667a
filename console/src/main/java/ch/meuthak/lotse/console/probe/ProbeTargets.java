package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Certificate.ValidationRecord;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.Topology;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the probes connect to: only what the configuration and the inventory name. */
final class ProbeTargets {
    private static final int HTTPS = 443;
    private static final Set<String> UNASKED = Set.of("Timeout", "Unreachable");

    private final Topology topology;
    private final ProbeSettings settings;
    private final NameResolver names;

    ProbeTargets(Topology topology, ProbeSettings settings, NameResolver names) {
        this.topology = topology;
        this.settings = settings;
        this.names = names;
    }

    String domain() {
        return topology.domain();
    }

    /** The names of the records that ACM asks for. */
    List<String> validationRecords() {
        return Fact.orEmpty(topology.certificates()).stream()
                .map(Certificate::validationRecords)
                .flatMap(List::stream)
                .map(ValidationRecord::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The port of HTTPS: the configured one, else the listener's. */
    int httpsPort() {
        return settings.httpsPort().orElseGet(() -> Fact.orEmpty(topology.listeners()).stream()
                .filter(Listener::isHttps)
                .map(Listener::port)
                .min(Comparator.comparing(port -> port != HTTPS))
                .orElse(HTTPS));
    }

    /** Where the domain leads. */
    List<InetSocketAddress> ofDomain() throws ProbeFailure {
        return addresses(domain());
    }

    /** The same, or where the load balancer's own name leads when the domain leads nowhere. */
    List<InetSocketAddress> ofLoadBalancer() throws ProbeFailure {
        try {
            return ofDomain();
        } catch (ProbeFailure e) {
            Optional<LoadBalancer> balancer = topology.loadBalancer().toOptional();
            return addresses(balancer.orElseThrow(() -> e).dnsName());
        }
    }

    /** Why it is not known where the domain leads. Clients may use other DNS servers, so what they see is not known either. */
    Optional<Problem> unasked() {
        return names.resolve(domain()).failure().filter(problem -> UNASKED.contains(problem.error()));
    }

    private List<InetSocketAddress> addresses(String name) throws ProbeFailure {
        return switch (names.resolve(name)) {
            case Fact.Known<DnsAnswer>(var answer)
            when answer.addresses().isEmpty() -> throw new ProbeFailure("NoAddress", name + " has no address");
            case Fact.Known<DnsAnswer>(var answer) ->
                answer.addresses().stream()
                        .map(InetAddress::ofLiteral)
                        .map(address -> new InetSocketAddress(address, httpsPort()))
                        .toList();
            case Fact.Failed<DnsAnswer>(var problem) ->
                throw new ProbeFailure(problem.error(), name + " does not resolve (" + problem.error() + ")");
            case Fact.Unread<DnsAnswer>(var because) -> throw new ProbeFailure("Unread", because);
        };
    }

    /** Where the API is reached past the load balancer: as configured, else a target's public address and port. */
    Optional<InetSocketAddress> straight() {
        return settings.straight().or(() -> Fact.orEmpty(topology.targetGroups()).stream()
                .flatMap(group -> Fact.orEmpty(group.targets()).stream())
                .flatMap(target -> publicAddress(target).stream())
                .findFirst());
    }

    private Optional<InetSocketAddress> publicAddress(Target target) {
        return Fact.orEmpty(topology.instances()).stream()
                .filter(one -> one.id().equals(target.id()) || one.privateIp().equals(target.id()))
                .flatMap(this::publicIps)
                .filter(ip -> !ip.isEmpty())
                .findFirst()
                .map(ip -> new InetSocketAddress(InetAddress.ofLiteral(ip), target.port()));
    }

    private Stream<String> publicIps(Instance instance) {
        return Stream.concat(
                Fact.orEmpty(topology.elasticIps()).stream()
                        .filter(ip -> ip.instanceId().equals(instance.id()))
                        .map(ElasticIp::publicIp),
                Stream.of(instance.publicIp()));
    }

    /** {@code 44.194.144.99:5000}. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
