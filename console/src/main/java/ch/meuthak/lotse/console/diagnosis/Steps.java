package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The way of an HTTPS request from the listener to the targets: each step as far as the one before is known.
 *
 * @param listener the one that takes HTTPS requests; {@code Optional.empty()} when it is known that there is none
 * @param rule the one that decides about requests for the domain; where it forwards only those for some paths, the one for these
 * @param targetGroups those that the rule forwards to
 * @param targets those in these groups; not known when those of any of them are not
 */
record Steps(
        Fact<Optional<Listener>> listener,
        Fact<Optional<ListenerRule>> rule,
        Fact<List<TargetGroup>> targetGroups,
        Fact<List<Target>> targets) {
    private static final int HTTPS = 443;

    static Steps of(Topology topology) {
        Fact<Optional<Listener>> listener = listener(topology);
        Fact<Optional<ListenerRule>> rule = then(
                listener,
                "there is no HTTPS listener",
                found -> found.map(one -> one.rules().map(rules -> ListenerRule.deciding(rules, topology.domain()))));
        Fact<List<TargetGroup>> groups = then(
                rule, "no listener rule handles the domain", found -> found.map(one -> targetGroups(topology, one)));
        return new Steps(listener, rule, groups, then(groups, "the target group is not known", Steps::targets));
    }

    /** See {@link RequestTrace#groups()}. */
    List<TargetGroup> groupsToJudge(Topology topology) {
        List<TargetGroup> onTheWay = RequestTrace.known(targetGroups);
        List<TargetGroup> all = RequestTrace.known(topology.targetGroups());
        return onTheWay.isEmpty() && all.size() == 1 ? all : onTheWay;
    }

    private static Fact<Optional<Listener>> listener(Topology topology) {
        boolean another = topology.loadBalancer()
                .toOptional()
                .filter(one -> !one.isApplicationLoadBalancer())
                .isPresent();
        return another
                ? Fact.unread("the load balancer is not an Application Load Balancer")
                : topology.listeners().map(all -> all.stream()
                        .filter(one -> one.isHttps() && one.port() == HTTPS)
                        .findFirst());
    }

    private static Fact<List<TargetGroup>> targetGroups(Topology topology, ListenerRule rule) {
        Set<String> arns = new HashSet<>(rule.targetGroupArns());
        return topology.targetGroups()
                .map(all ->
                        all.stream().filter(group -> arns.contains(group.arn())).toList());
    }

    private static Optional<Fact<List<Target>>> targets(List<TargetGroup> groups) {
        return groups.stream()
                .map(TargetGroup::targets)
                .filter(one -> one.toOptional().isEmpty())
                .findFirst()
                .or(() -> Optional.of(Fact.known(groups.stream()
                        .flatMap(group -> RequestTrace.known(group.targets()).stream())
                        .toList())));
    }

    private static <A, B> Fact<B> then(Fact<A> before, String because, Function<A, Optional<Fact<B>>> next) {
        return switch (before) {
            case Fact.Known<A>(var value) -> next.apply(value).orElseGet(() -> Fact.unread(because));
            case Fact.Failed<A>(var problem) -> Fact.failed(problem);
            case Fact.Unread<A>(var why) -> Fact.unread(why);
        };
    }
}
