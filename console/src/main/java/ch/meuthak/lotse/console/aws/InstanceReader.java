package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the instances that are targets. Those that carry an Elastic IP are read first, beside the target groups: on a small
 * deployment they are the targets, which saves a round, and when the targets cannot be read they are the next best answer.
 */
record InstanceReader(
        SnapshotReading reading,
        NetworkReader network,
        SnapshotReading.Part<List<ElasticIp>> addresses,
        SnapshotReading.Part<List<TargetGroup>> groups,
        SnapshotReading.Part<DnsAnswer> dns) {

    /** With more Elastic IPs than this, they say nothing about which instances are targets. */
    private static final int FEW = 50;

    SnapshotReading.Part<List<Instance>> begin() {
        var carriers = reading.fork(AwsCall.DESCRIBE_INSTANCES, () -> carriers(addresses.get()));
        return reading.fork(AwsCall.DESCRIBE_INSTANCES, () -> targets(carriers.get()));
    }

    private Fact<List<Instance>> carriers(Fact<List<ElasticIp>> known) {
        List<String> ids = Fact.orEmpty(known).stream()
                .map(ElasticIp::instanceId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return ids.isEmpty() || ids.size() > FEW
                ? Fact.unread("no few instances carry an Elastic IP")
                : network.instances("instance-id", ids);
    }

    private Fact<List<Instance>> targets(Fact<List<Instance>> carriers) {
        Fact<List<TargetGroup>> read = groups.get();
        List<TargetGroup> known = Fact.orEmpty(read);
        var wanted = new Wanted(ids(known, "instance"), ids(known, "ip"), addressesOfDomain());
        boolean complete = read.isKnown()
                && known.stream().allMatch(group -> group.targets().isKnown());
        Predicate<Instance> relevant = complete ? wanted::names : instance -> true;
        Map<String, Instance> found = Fact.orEmpty(carriers).stream()
                .filter(relevant)
                .collect(Collectors.toMap(Instance::id, one -> one, (one, same) -> one, LinkedHashMap::new));
        return wanted.isEmpty() && !complete && found.isEmpty() ? unknown(carriers) : completed(found, wanted);
    }

    private static Fact<List<Instance>> unknown(Fact<List<Instance>> carriers) {
        return carriers instanceof Fact.Failed<List<Instance>> failed
                ? failed
                : Fact.unread("which instances are targets is not known");
    }

    private Fact<List<Instance>> completed(Map<String, Instance> found, Wanted wanted) {
        Set<String> ids = new LinkedHashSet<>(wanted.ids());
        ids.removeAll(found.keySet());
        Set<String> privateIps = new LinkedHashSet<>(wanted.privateIps());
        found.values().forEach(instance -> privateIps.remove(instance.privateIp()));
        var byId = reading.fork(AwsCall.DESCRIBE_INSTANCES, () -> network.instances("instance-id", ids));
        var byIp = reading.fork(AwsCall.DESCRIBE_INSTANCES, () -> network.instances("private-ip-address", privateIps));
        for (Fact<List<Instance>> more : List.of(byId.get(), byIp.get())) {
            if (!(more instanceof Fact.Known<List<Instance>>(var instances))) {
                return more;
            }
            instances.forEach(instance -> found.put(instance.id(), instance));
        }
        return Fact.known(List.copyOf(found.values()));
    }

    private static Set<String> ids(List<TargetGroup> groups, String targetType) {
        return groups.stream()
                .filter(group -> group.targetType().equals(targetType))
                .flatMap(group -> Fact.orEmpty(group.targets()).stream())
                .map(Target::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The domain may lead straight to an instance, past the load balancer: then that one matters too. */
    private Set<String> addressesOfDomain() {
        return Set.copyOf(Fact.orEmpty(dns.get().map(DnsAnswer::addresses)));
    }

    private record Wanted(Set<String> ids, Set<String> privateIps, Set<String> publicIps) {
        boolean isEmpty() {
            return Stream.of(ids, privateIps).allMatch(Set::isEmpty);
        }

        boolean names(Instance instance) {
            return ids.contains(instance.id())
                    || privateIps.contains(instance.privateIp())
                    || publicIps.contains(instance.publicIp());
        }
    }
}
