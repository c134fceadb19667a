package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the domain leads: the chain of its CNAME records. The addresses at the end of a chain belong to whoever is there and
 * rotate when that is a load balancer, so they are compared only where the domain has them itself, and only as to whether they
 * are those of an instance: an alias record of a load balancer looks like addresses that rotate.
 */
final class DnsAspect implements Aspect {
    private static final String PART = "dns";
    private static final String ELSEWHERE = "elsewhere";
    private static final String LEADS_TO = "leads-to";

    @Override
    public Kind kind() {
        return Kind.DNS;
    }

    @Override
    public void read(SnapshotParts seen) {
        Topology topology = seen.topology();
        topology.dns()
                .toOptional()
                .flatMap(answer -> end(topology, answer))
                .ifPresent(end -> seen.part(
                        PART,
                        Item.of(Kind.DNS, topology.domain().toLowerCase(Locale.ROOT), "")
                                .with(LEADS_TO, end)));
    }

    private static Optional<String> end(Topology topology, DnsAnswer answer) {
        if (answer.chain().size() > 1) {
            return Optional.of(answer.chain().stream()
                    .skip(1)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" ")));
        }
        if (!topology.elasticIps().isKnown() || !topology.instances().isKnown()) {
            return Optional.empty();
        }
        var own = new TreeSet<>(answer.addresses());
        own.retainAll(ownAddresses(topology));
        return Optional.of(own.isEmpty() ? ELSEWHERE : String.join(" ", own));
    }

    private static String words(String end) {
        return end.equals(ELSEWHERE) ? "addresses that are not of an instance" : end.replace(" ", ", then ");
    }

    private static Set<String> ownAddresses(Topology topology) {
        Set<String> own = new HashSet<>();
        Fact.orEmpty(topology.elasticIps()).stream().map(ElasticIp::publicIp).forEach(own::add);
        Fact.orEmpty(topology.instances()).stream().map(Instance::publicIp).forEach(own::add);
        return own;
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String domain = changed.is().id();
        return Optional.of(new Difference(
                Kind.DNS,
                domain,
                changed.from(),
                changed.to(),
                "The domain " + domain + " leads to " + words(changed.to()) + " and led to " + words(changed.from())
                        + ".",
                Undo.byHand("Restore the old record in the domain's zone. Everybody sees it after its time to live."),
                true));
    }
}
