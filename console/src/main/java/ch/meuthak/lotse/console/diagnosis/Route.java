package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.cloud.Listener;
import ch.meuthak.lotse.console.cloud.ListenerRule;
import ch.meuthak.lotse.console.cloud.LoadBalancer;
import ch.meuthak.lotse.console.cloud.SecurityGroup;
import ch.meuthak.lotse.console.cloud.Target;
import ch.meuthak.lotse.console.cloud.TargetGroup;
import ch.meuthak.lotse.console.cloud.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way of an HTTPS request for the domain through a topology: each step as far as the one before is known.
 *
 * @param now at which certificates are judged
 */
record Route(Topology topology, ReleaseFacts release, Instant now) {
    private static final int HTTPS = 443;

    /** The listener that takes HTTPS requests; {@code Optional.empty()} when it is known that there is none. */
    Fact<Optional<Listener>> listener() {
        return topology.listeners().map(all -> all.stream()
                .filter(one -> one.isHttps() && one.port() == HTTPS)
                .findFirst());
    }

    /** The rule that decides about a request for {@code /} of the domain. */
    Fact<Optional<ListenerRule>> rule() {
        return then(
                listener(),
                "there is no HTTPS listener",
                listener -> listener.flatMap(one -> Optional.of(one.rules().map(this::deciding))));
    }

    /** The first that applies whatever else the request looks like. */
    private Optional<ListenerRule> deciding(List<ListenerRule> rules) {
        return rules.stream()
                .filter(rule -> rule.hosts().isEmpty() || matchesHost(rule))
                .filter(rule -> rule.conditions().size() <= (rule.hosts().isEmpty() ? 0 : 1))
                .findFirst();
    }

    /** Whether a host-header condition names the domain; {@code *} stands for any characters and {@code ?} for one. */
    boolean matchesHost(ListenerRule rule) {
        return rule.hosts().stream().anyMatch(host -> wildcards(host)
                .matcher(topology.domain().toLowerCase(Locale.ROOT))
                .matches());
    }

    private static Pattern wildcards(String host) {
        return Pattern.compile(host.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining()));
    }

    /** The target groups that the rule forwards to. */
    Fact<List<TargetGroup>> targetGroups() {
        return then(rule(), "no rule decides about the domain", rule -> rule.map(this::targetGroups));
    }

    private Fact<List<TargetGroup>> targetGroups(ListenerRule rule) {
        return topology.targetGroups().map(all -> all.stream()
                .filter(group -> rule.targetGroupArns().contains(group.arn()))
                .toList());
    }

    /** The targets in those groups; not known when those of any of them are not. */
    Fact<List<Target>> targets() {
        return then(targetGroups(), "the target group is not known", groups -> groups.stream()
                .map(TargetGroup::targets)
                .filter(targets -> targets.toOptional().isEmpty())
                .findFirst()
                .or(() -> Optional.of(Fact.known(groups.stream()
                        .flatMap(group -> group.targets().toOptional().stream().flatMap(List::stream))
                        .toList()))));
    }

    Optional<Instance> instance(String id) {
        return topology.instances().toOptional().orElse(List.of()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    /** The security groups with these ids; not known when one of them was not read. */
    Fact<List<SecurityGroup>> securityGroups(List<String> ids) {
        Fact<List<SecurityGroup>> found = topology.securityGroups()
                .map(all ->
                        all.stream().filter(group -> ids.contains(group.id())).toList());
        boolean missing = found.toOptional().map(List::size).orElse(0) < ids.size();
        return missing && found.toOptional().isPresent()
                ? Fact.unread("a security group was not among those that were read")
                : found;
    }

    List<String> loadBalancerGroupIds() {
        return topology.loadBalancer()
                .toOptional()
                .map(LoadBalancer::securityGroupIds)
                .orElse(List.of());
    }

    private static <A, B> Fact<B> then(Fact<A> before, String because, Function<A, Optional<Fact<B>>> next) {
        return switch (before) {
            case Fact.Known<A>(var value) -> next.apply(value).orElseGet(() -> Fact.unread(because));
            case Fact.Failed<A>(var problem) -> Fact.failed(problem);
            case Fact.Unread<A>(var why) -> Fact.unread(why);
        };
    }
}
