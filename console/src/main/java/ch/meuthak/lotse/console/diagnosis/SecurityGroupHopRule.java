package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.cloud.SecurityGroup;
import ch.meuthak.lotse.console.cloud.SecurityGroupRule;
import ch.meuthak.lotse.console.cloud.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The target's security groups must admit the load balancer on the target's port, and should admit nobody else. */
final class SecurityGroupHopRule implements HopRule {
    private static final String TITLE = "Security group";
    private static final int SSH = 22;

    @Override
    public Judgement judge(Route route) {
        return switch (route.targets()) {
            case Fact.Known<List<Target>>(var targets)
            when !targets.isEmpty() ->
                judge(
                        route,
                        targets.stream()
                                .filter(one -> !one.isHealthy())
                                .findFirst()
                                .orElse(targets.getFirst()));
            case Fact.Known<List<Target>> _ ->
                Judgement.unknown(TITLE, "There is no target whose group could be judged.");
            case Fact<List<Target>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement judge(Route route, Target target) {
        Optional<Instance> instance = instance(route, target);
        if (instance.isEmpty()) {
            return Judgement.unknown(
                    TITLE,
                    "The instance of the target " + target.id() + " was not read. "
                            + (route.topology().instances() instanceof Fact.Known<?>
                                    ? "AWS does not list it in this account and region."
                                    : Judgement.why(route.topology().instances())));
        }
        return switch (route.securityGroups(instance.get().securityGroupIds())) {
            case Fact.Known<List<SecurityGroup>>(var groups) -> judge(route, target, groups);
            case Fact<List<SecurityGroup>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Optional<Instance> instance(Route route, Target target) {
        return route.instance(target.id()).or(() -> route.topology().instances().toOptional().orElse(List.of()).stream()
                .filter(one -> one.privateIp().equals(target.id()))
                .findFirst());
    }

    private static Judgement judge(Route route, Target target, List<SecurityGroup> groups) {
        String title = groups.stream()
                .map(SecurityGroup::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        List<SecurityGroupRule> rules =
                groups.stream().flatMap(group -> group.inbound().stream()).toList();
        Judgement judgement = judge(route, target, groups, rules, title.isEmpty() ? TITLE : title);
        for (SecurityGroup group : groups) {
            judgement = judgement.withId("Security group", group.id());
        }
        for (SecurityGroupRule rule : rules.stream().limit(10).toList()) {
            judgement = judgement.with(rule.id().isEmpty() ? "Inbound" : rule.id(), SecurityGroupWords.inbound(rule));
        }
        return judgement;
    }

    private static Judgement judge(
            Route route, Target target, List<SecurityGroup> groups, List<SecurityGroupRule> rules, String title) {
        List<SecurityGroupRule> admitting =
                rules.stream().filter(rule -> rule.admitsTcp(target.port())).toList();
        if (admitting.isEmpty()) {
            return Judgement.fail(
                    title,
                    "Nothing admits TCP " + target.port()
                            + " to the instance, so the load balancer's requests are dropped. Add an"
                            + " inbound rule for TCP " + target.port() + " from " + source(route) + " to "
                            + groups.stream().map(SecurityGroup::id).findFirst().orElse("its security group") + ".");
        }
        boolean certain = target.isHealthy() || admitting.stream().anyMatch(rule -> admitsBalancer(route, rule));
        return certain ? exposure(route, target, rules, title) : doubtful(route, target, admitting, title);
    }

    private static boolean admitsBalancer(Route route, SecurityGroupRule rule) {
        return rule.isOpenToTheWorld() || route.loadBalancerGroupIds().contains(rule.source());
    }

    /** The load balancer's own addresses are not read: a range may or may not hold them. */
    private static Judgement doubtful(Route route, Target target, List<SecurityGroupRule> admitting, String title) {
        return Judgement.unknown(
                title,
                "TCP " + target.port() + " is admitted from "
                        + admitting.getFirst().source()
                        + "; whether the load balancer is among that is not known. Make the source " + source(route)
                        + " to be sure.");
    }

    private static Judgement exposure(Route route, Target target, List<SecurityGroupRule> rules, String title) {
        String open = List.of(SSH, target.port()).stream()
                .filter(port -> rules.stream().anyMatch(rule -> rule.isOpenToTheWorld() && rule.admitsTcp(port)))
                .map(port -> "TCP " + port)
                .collect(Collectors.joining(" and "));
        if (open.isEmpty()) {
            return Judgement.ok(
                    title,
                    "It admits the load balancer on TCP " + target.port() + ", and nobody else on SSH or the API.");
        }
        return Judgement.warn(
                title,
                "The load balancer gets through on TCP " + target.port()
                        + ", but anybody on the internet can connect to " + open + " as well. "
                        + advice(route, target, open));
    }

    private static String advice(Route route, Target target, String open) {
        String api = "for TCP " + target.port() + ", make the source " + source(route) + " (now TLS can be bypassed)";
        String ssh = "for SSH, make the source your own address";
        boolean both = open.contains(" and ");
        String advice = both ? ssh + "; " + api : open.equals("TCP " + SSH) ? ssh : api;
        return Character.toUpperCase(advice.charAt(0)) + advice.substring(1) + ".";
    }

    private static String source(Route route) {
        List<String> ids = route.loadBalancerGroupIds();
        return ids.isEmpty()
                ? "the load balancer's security group"
                : "the load balancer's security group " + ids.getFirst();
    }
}
