package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the target group is set up so that its targets can serve. */
final class TargetGroupRules {
    private static final String HEALTH = "DescribeTargetHealth";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SHORTER = 30;

    private TargetGroupRules() {}

    static List<Rule> all() {
        return List.of(TargetGroupRules::empty, TargetGroupRules::protocol, TargetGroupRules::drainingLong);
    }

    private static Optional<Finding> empty(RequestTrace route) {
        List<TargetGroup> groups = route.groups();
        List<TargetGroup> empty = groups.stream()
                .filter(group ->
                        group.targets().toOptional().filter(List::isEmpty).isPresent())
                .toList();
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", empty.stream().map(TargetGroup::name).toList());
        FindingBuilder draft = route.found(RuleId.TG_EMPTY, "A target group has no target")
                .commands(register(route, empty.getFirst()).stream().toList());
        empty.forEach(group -> draft.seen(group.name() + " has no registered target.", HEALTH));
        return groups.size() == empty.size()
                ? draft.cause("It has no target, so the load balancer answers 503.")
                        .fix("Register the instance with its port.")
                        .stops()
                        .done()
                : draft.cause("Requests are shared out among " + groups.size() + " groups, and " + names
                                + " has no target: its share is answered 503.")
                        .fix("Register a target there or take its weight away.")
                        .severity(Severity.ERROR)
                        .done();
    }

    /** Only when one instance alone carries an Elastic IP: then that is the one. */
    private static Optional<String> register(RequestTrace route, TargetGroup group) {
        List<String> carriers = RequestTrace.known(route.topology().elasticIps()).stream()
                .map(ElasticIp::instanceId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        return carriers.size() == 1 && group.targetType().equals("instance")
                ? Optional.of(route.aws(
                        "elbv2",
                        "register-targets",
                        "--target-group-arn",
                        group.arn(),
                        "--targets",
                        "Id=" + carriers.getFirst() + ",Port=" + group.port()))
                : Optional.empty();
    }

    private static Optional<Finding> protocol(RequestTrace route) {
        return route.groups().stream()
                .filter(group -> group.protocol().equals("HTTPS"))
                .flatMap(group -> protocol(route, group).stream())
                .findFirst();
    }

    /** A health check over HTTP that a target passes on the very port proves it; connections that fail make it likely. */
    private static Optional<Finding> protocol(RequestTrace route, TargetGroup group) {
        List<Target> targets = RequestTrace.known(group.targets());
        boolean proved = group.healthCheck().protocol().equals("HTTP")
                && group.healthCheck().port().equals("traffic-port")
                && targets.stream().anyMatch(Target::isHealthy);
        boolean likely = targets.stream().allMatch(one -> one.isKnown() && !one.isHealthy())
                && targets.stream().anyMatch(one -> one.reason().equals("Target.FailedHealthChecks"));
        if (!proved && !likely) {
            return Optional.empty();
        }
        return route.found(RuleId.TG_PROTOCOL, "The target group speaks HTTPS to a service that speaks HTTP")
                .seen("The protocol of " + group.name() + " is HTTPS.", "DescribeTargetGroups")
                .seen(
                        proved
                                ? "Its targets answer the health check over HTTP on the same port."
                                : "Its targets' connections fail.",
                        HEALTH)
                .cause("The load balancer speaks HTTPS to the targets of " + group.name() + ", and what listens there "
                        + (proved ? "speaks" : "likely speaks") + " HTTP.")
                .fix(
                        "Create a target group with the protocol HTTP, register the targets there and let the rule forward to it; the"
                                + " protocol of a target group cannot be changed.")
                .stops()
                .done();
    }

    private static Optional<Finding> drainingLong(RequestTrace route) {
        return route.groups().stream()
                .filter(group -> RequestTrace.known(group.targets()).size() == 1)
                .filter(group -> group.deregistrationDelay()
                        .toOptional()
                        .filter(delay -> delay.compareTo(LONG) > 0)
                        .isPresent())
                .findFirst()
                .flatMap(group -> drainingLong(route, group));
    }

    private static Optional<Finding> drainingLong(RequestTrace route, TargetGroup group) {
        long seconds = group.deregistrationDelay().toOptional().orElseThrow().toSeconds();
        return route.found(RuleId.TGT_DRAINING_LONG, "A target that is taken out drains for long")
                .seen(
                        "The deregistration delay of " + group.name() + " is " + seconds + " s.",
                        "DescribeTargetGroupAttributes")
                .cause(group.name() + " has a single target, which drains for " + seconds
                        + " s whenever it is taken out, while "
                        + (route.groups().size() == 1
                                ? "nothing else serves."
                                : "nothing else serves its share of the requests."))
                .fix("Make the delay as long as the longest request takes, and a little more.")
                .commands(List.of(route.aws(
                        "elbv2",
                        "modify-target-group-attributes",
                        "--target-group-arn",
                        group.arn(),
                        "--attributes",
                        "Key=deregistration_delay.timeout_seconds,Value=" + SHORTER)))
                .caution("Requests that take longer than " + SHORTER + " s are cut when their target is taken out.")
                .done();
    }
}
