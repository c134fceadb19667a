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
    private final Map<Reason, SequencedSet<String>> parts = new LinkedHashMap<>();
    private final Map<Reason, SequencedSet<String>> calls = new LinkedHashMap<>();

    /** @param error the code of a failed call; empty when no call was made */
    private record Reason(String error, String why) {}

    private UnreadParts() {}

    /** Everything that was not read. */
    static List<NotKnown> of(Observations observed) {
        UnreadParts gaps = new UnreadParts();
        gaps.topology(observed.topology());
        gaps.seen(observed);
        return gaps.parts.entrySet().stream()
                .map(gap -> new NotKnown(List.copyOf(gap.getValue()), gaps.why(gap.getKey())))
                .toList();
    }

    private String why(Reason reason) {
        return reason.error().isEmpty()
                ? reason.why()
                : String.join(", ", calls.getOrDefault(reason, new LinkedHashSet<>())) + " failed (" + reason.error()
                        + "). " + reason.why();
    }

    private void topology(Topology topology) {
        note("the identity of the credentials", topology.account());
        note("the DNS answer", topology.dns());
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
        note("the answer of the authoritative name servers", outside.zone());
        note("the served certificate", outside.tls());
        note("the answer of the domain", outside.domain());
        note("the direct answer of the instance", outside.straight());
        note("the box", observed.box());
        note("the credentials", observed.access());
        note("the earlier state of the instances", observed.lastSeen());
        note("the changes since the baseline", observed.changes());
        if (!observed.release().known()) {
            note("the release", observed.release().detail());
        }
    }

    private void note(String part, Fact<?> fact) {
        fact.failure().ifPresentOrElse(problem -> note(part, problem), () -> fact.whyNot()
                .ifPresent(why -> note(part, why)));
    }

    /** Calls that fail for one reason, such as missing credentials, are one gap. */
    private void note(String part, Problem problem) {
        var reason = new Reason(problem.error(), problem.message());
        add(calls, reason, problem.call());
        add(parts, reason, part);
    }

    private void note(String part, String why) {
        add(parts, new Reason("", why), part);
    }

    private static void add(Map<Reason, SequencedSet<String>> to, Reason reason, String one) {
        to.computeIfAbsent(reason, _ -> new LinkedHashSet<>()).add(one);
    }
}
