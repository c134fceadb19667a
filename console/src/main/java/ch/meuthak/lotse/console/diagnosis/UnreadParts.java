package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Collects what was not read, in the order in which a request meets it, by the reason. */
final class UnreadParts {
    private final Map<String, SequencedSet<String>> byReason = new LinkedHashMap<>();

    private UnreadParts() {}

    /** Everything that was not read. */
    static List<NotKnown> of(Observations observed) {
        UnreadParts gaps = new UnreadParts();
        gaps.topology(observed.topology());
        gaps.seen(observed);
        return gaps.byReason.entrySet().stream()
                .map(gap -> new NotKnown(List.copyOf(gap.getValue()), gap.getKey()))
                .toList();
    }

    private void topology(Topology topology) {
        note("whose credentials these are", topology.account());
        note("where the domain leads", topology.dns());
        note("the load balancer", topology.loadBalancer());
        note("the load balancer's idle timeout", topology.idleTimeout());
        note("the listeners", topology.listeners());
        for (Listener listener : RequestTrace.known(topology.listeners())) {
            note("the certificates of a listener", listener.certificateArns());
            note("the rules of a listener", listener.rules());
        }
        note("the certificates", topology.certificates());
        note("the target groups", topology.targetGroups());
        for (TargetGroup group : RequestTrace.known(topology.targetGroups())) {
            note("the health of targets", group.targets());
            note("the deregistration delay of a target group", group.deregistrationDelay());
        }
        note("the instances", topology.instances());
        note("the Elastic IPs", topology.elasticIps());
        note("the security groups", topology.securityGroups());
        note("the route tables", topology.routeTables());
    }

    private void seen(Observations observed) {
        Outside outside = observed.outside();
        note("what the zone's own servers say", outside.zone());
        note("the certificate that is served", outside.tls());
        note("how the domain answers", outside.domain());
        note("how the instance answers at its own address", outside.straight());
        note("the box", observed.box());
        note("what the credentials are", observed.access());
        note("how the instances were before", observed.lastSeen());
        note("what has changed", observed.changes());
        if (!observed.release().known()) {
            note("the release", observed.release().detail());
        }
    }

    private void note(String part, Fact<?> fact) {
        switch (fact) {
            case Fact.Known<?> _ -> {}
            case Fact.Failed<?>(Problem problem) ->
                note(part, problem.call() + " failed (" + problem.error() + "). " + problem.message());
            case Fact.Unread<?>(String because) -> note(part, "Not read, because " + because + ".");
        }
    }

    private void note(String part, String why) {
        byReason.computeIfAbsent(why, reason -> new LinkedHashSet<>()).add(part);
    }
}
