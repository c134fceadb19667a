package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.AwsCommand;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of an HTTPS request for the domain through what was observed. Every step is taken once, and everything is found by
 * its id, so that many rules may ask for much without searching again.
 */
public final class RequestTrace {
    private final Observations observed;
    private final Map<Finding.Id, Instant> before;
    private final Instant now;
    private final Map<String, Instance> instances = new HashMap<>();
    private final Map<String, SecurityGroup> groups = new HashMap<>();
    private final Steps steps;
    private final List<TargetGroup> groupsToJudge;
    /** By identity: two groups may have targets that are alike in all that AWS says. */
    private final IdentityHashMap<Target, TargetGroup> groupOf = new IdentityHashMap<>();

    private final Admission admission = new Admission(this);

    /**
     * @param before since when each finding has been found
     * @param now at which certificates are judged
     */
    RequestTrace(Observations observed, Map<Finding.Id, Instant> before, Instant now) {
        this.observed = observed;
        this.before = Map.copyOf(before);
        this.now = now;
        known(topology().instances()).forEach(instance -> instances.put(instance.privateIp(), instance));
        known(topology().instances()).forEach(instance -> instances.put(instance.id(), instance));
        known(topology().securityGroups()).forEach(group -> groups.put(group.id(), group));
        steps = Steps.of(topology());
        groupsToJudge = steps.groupsToJudge(topology());
        groupsToJudge.forEach(group -> known(group.targets()).forEach(target -> groupOf.put(target, group)));
    }

    /** The values that were read; none when they were not. */
    public static <T> List<T> known(Fact<List<T>> fact) {
        return Fact.orEmpty(fact);
    }

    public Observations observed() {
        return observed;
    }

    public Topology topology() {
        return observed.topology();
    }

    public String domain() {
        return topology().domain();
    }

    public Instant now() {
        return now;
    }

    // ---- what was read; empty when it was not

    public Optional<LoadBalancer> balancer() {
        return topology().loadBalancer().toOptional();
    }

    public Optional<HttpVisit> visit() {
        return observed.outside().domain().toOptional();
    }

    public Optional<ZoneAnswer> zone() {
        return observed.outside().zone().toOptional();
    }

    public Optional<Box> box() {
        return observed.box().toOptional();
    }

    public Optional<Access> access() {
        return observed.access().toOptional();
    }

    /** The listener that takes HTTPS requests; {@code Optional.empty()} when it is known that there is none. */
    public Fact<Optional<Listener>> listener() {
        return steps.listener();
    }

    /** The same when it is known and there is one. */
    public Optional<Listener> https() {
        return listener().toOptional().flatMap(Function.identity());
    }

    /** The rule that decides about requests for the domain; where it forwards only those for some paths, the one for these. */
    public Fact<Optional<ListenerRule>> rule() {
        return steps.rule();
    }

    /** The target groups that the rule forwards to. */
    public Fact<List<TargetGroup>> targetGroups() {
        return steps.targetGroups();
    }

    /** The targets in those groups; not known when those of any of them are not. */
    public Fact<List<Target>> targets() {
        return steps.targets();
    }

    /**
     * The target groups that the rules speak of: those on the way. When the way does not lead to any, and the load balancer has
     * a single one, then that: what is wrong with it must not be lost because something before it is wrong, too.
     */
    public List<TargetGroup> groups() {
        return groupsToJudge;
    }

    /** The targets in those groups, as far as they were read. */
    public List<Target> registered() {
        return groupsToJudge.stream()
                .flatMap(group -> known(group.targets()).stream())
                .toList();
    }

    /** Those of them that are to get requests from now on, too. */
    public List<Target> staying() {
        return registered().stream()
                .filter(target -> !target.reason().equals(Target.LEAVING))
                .toList();
    }

    /** The group of a registered target. */
    public TargetGroup groupOf(Target target) {
        return Optional.ofNullable(groupOf.get(target)).orElseThrow();
    }

    /** The targets that get no requests, or should not. */
    public List<Target> unhealthy() {
        return registered().stream()
                .filter(target -> target.isKnown() && !target.isHealthy())
                .toList();
    }

    /** Whether the load balancer has any target that it knows to work. */
    public boolean hasHealthyTarget() {
        return registered().stream().anyMatch(Target::isHealthy);
    }

    /** Whether it has any that works, or whose state is not known. */
    public boolean mayHaveHealthyTarget() {
        return registered().stream().anyMatch(target -> target.isHealthy() || !target.isKnown());
    }

    /** The ports that the API is reached at on an instance: those of its targets and of their groups. */
    public Set<Integer> apiPorts() {
        return Stream.concat(
                        registered().stream().map(Target::port),
                        groupsToJudge.stream().map(TargetGroup::port))
                .collect(Collectors.toSet());
    }

    /** The instance of a target, which is named by its id or by its private address. */
    public Optional<Instance> instance(Target target) {
        return Optional.ofNullable(instances.get(target.id()));
    }

    /** Its name, with the instance that it leads to when it is registered by an address. */
    public String name(Target target) {
        return target.name()
                + instance(target)
                        .map(Instance::id)
                        .filter(id -> !id.equals(target.id()))
                        .map(id -> " (" + id + ")")
                        .orElse("");
    }

    /** The security groups with these ids; not known when one of them was not read. */
    public Fact<List<SecurityGroup>> securityGroups(List<String> ids) {
        if (topology().securityGroups().toOptional().isPresent()
                && !groups.keySet().containsAll(ids)) {
            return Fact.unread("a security group was not among those that were read");
        }
        return topology().securityGroups().map(all -> ids.stream()
                .map(groups::get)
                .flatMap(Stream::ofNullable)
                .toList());
    }

    /** Whether the load balancer gets through to targets. */
    public Admission admission() {
        return admission;
    }

    public List<String> loadBalancerGroupIds() {
        return balancer().map(LoadBalancer::securityGroupIds).orElse(List.of());
    }

    /** The source that a rule for the load balancer should have, in words. */
    public String loadBalancerSource() {
        List<String> ids = loadBalancerGroupIds();
        return "the load balancer's security group" + (ids.isEmpty() ? "" : " " + ids.getFirst());
    }

    /** The certificates that the HTTPS listener holds. */
    public Optional<OfferedCertificates> offered() {
        return https().map(one -> OfferedCertificates.of(one, topology()));
    }

    /** The one of them that clients of the domain get, if it was read. */
    public Optional<Certificate> served() {
        return offered().flatMap(OfferedCertificates::forDomain);
    }

    /** A call of the AWS command line in the region that was read. */
    public String aws(String... words) {
        return AwsCommand.of(topology().region(), words);
    }

    /** Begins a finding. */
    public FindingBuilder found(Rule id, String title) {
        return new FindingBuilder(this, id, title);
    }

    /** Since when a rule has found the same subject, without interruption; now when it had not. */
    public Instant since(Rule rule, String subject) {
        return before.getOrDefault(new Finding.Id(rule, subject), now);
    }
}
