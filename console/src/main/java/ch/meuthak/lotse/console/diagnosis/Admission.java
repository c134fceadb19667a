package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the security groups of targets let the load balancer in. Each set of groups is judged once. */
public final class Admission {
    /** The load balancer asks from private addresses: RFC 1918, and RFC 6598, which a VPC may use, too. */
    private static final Pattern PRIVATE = Pattern.compile(
            "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*");

    /** How far a target lets the load balancer in. */
    public enum Answer {
        /** It does: from anywhere, or from the load balancer's security group. */
        LOAD_BALANCER,
        /** It admits a range or a list that may hold the load balancer's addresses. */
        MAYBE,
        /** It admits only others. */
        OTHERS,
        /** It allows nothing on the target's port. */
        NOBODY,
        /** The instance or a group of it was not read. */
        UNKNOWN
    }

    private record Question(List<String> groupIds, int port) {}

    private final RequestTrace route;
    private final Map<Question, Answer> answers = new HashMap<>();

    Admission(RequestTrace route) {
        this.route = route;
    }

    /** On the port where it lets the load balancer in least. */
    public Answer of(Target target) {
        return of(target, port(target));
    }

    private Answer of(Target target, int port) {
        Optional<Instance> instance = route.instance(target);
        return instance.isEmpty()
                ? Answer.UNKNOWN
                : answers.computeIfAbsent(new Question(instance.get().securityGroupIds(), port), this::judge);
    }

    /** The port for requests or the one for health checks: the one where the load balancer is let in least. */
    public int port(Target target) {
        String check = route.groupOf(target).healthCheck().port();
        int checked = check.matches("\\d{1,5}") ? Integer.parseInt(check) : target.port();
        return of(target, checked).compareTo(of(target, target.port())) > 0 ? checked : target.port();
    }

    /**
     * Whether the load balancer is certainly blocked: nothing is allowed, or the target does not answer in time and only sources
     * that cannot be the load balancer are allowed.
     */
    public boolean isShut(Target target) {
        Answer answer = of(target);
        return answer == Answer.NOBODY
                || (answer == Answer.OTHERS && target.reason().equals("Target.Timeout"));
    }

    /** Whether the load balancer's own security groups surely let nothing out to the target's port. */
    public boolean isKeptIn(Target target) {
        List<String> ids = route.loadBalancerGroupIds();
        return !ids.isEmpty()
                && route.securityGroups(ids)
                        .toOptional()
                        .filter(groups -> groups.stream()
                                .flatMap(group -> group.outbound().stream())
                                .noneMatch(rule -> rule.admitsTcp(port(target))))
                        .isPresent();
    }

    /** The call that lets the load balancer in; none when its security group is not known. */
    public List<String> command(String groupId, int port) {
        return route.loadBalancerGroupIds().stream()
                .limit(1)
                .map(source -> route.aws(
                        "ec2",
                        "authorize-security-group-ingress",
                        "--group-id",
                        groupId,
                        "--protocol",
                        "tcp",
                        "--port",
                        Integer.toString(port),
                        "--source-group",
                        source))
                .toList();
    }

    private Answer judge(Question question) {
        return switch (route.securityGroups(question.groupIds())) {
            case Fact.Known<List<SecurityGroup>>(var groups) ->
                groups.stream()
                        .flatMap(group -> group.inbound().stream())
                        .filter(rule -> rule.admitsTcp(question.port()))
                        .map(this::admitted)
                        .min(Answer::compareTo)
                        .orElse(Answer.NOBODY);
            case Fact<List<SecurityGroup>> _ -> Answer.UNKNOWN;
        };
    }

    private Answer admitted(SecurityGroupRule rule) {
        String source = rule.source();
        // A rule for IPv6 says nothing about the load balancer, which reaches most targets over IPv4.
        if (source.equals("0.0.0.0/0") || route.loadBalancerGroupIds().contains(source)) {
            return Answer.LOAD_BALANCER;
        }
        boolean group = source.startsWith("sg-");
        boolean list = source.startsWith("pl-") || source.contains(":");
        boolean knownNotToBe = group && !route.loadBalancerGroupIds().isEmpty();
        return list || (group && !knownNotToBe) || PRIVATE.matcher(source).matches() ? Answer.MAYBE : Answer.OTHERS;
    }
}
