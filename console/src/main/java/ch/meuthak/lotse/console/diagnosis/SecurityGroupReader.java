package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The target's security groups must allow the load balancer on the target's port, and should allow nobody else. */
final class SecurityGroupReader implements HopReader {
    private static final String TITLE = "Security group";
    private static final int MOST_RULES = 10;

    @Override
    public HopReading read(RequestTrace route) {
        return switch (route.targets()) {
            case Fact.Known<List<Target>>(var targets)
            when !targets.isEmpty() ->
                read(
                        route,
                        targets.stream()
                                .filter(one -> !one.isHealthy() && !one.reason().equals(Target.LEAVING))
                                .findFirst()
                                .orElse(targets.getFirst()));
            case Fact.Known<List<Target>> _ ->
                HopReading.unknown(TITLE, "There is no target, so there is no security group to judge.");
            case Fact<List<Target>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(RequestTrace route, Target target) {
        Optional<Instance> instance = route.instance(target);
        boolean listed = route.topology().instances() instanceof Fact.Known<?>;
        if (instance.isEmpty() && listed && target.isHealthy()) {
            return HopReading.known(
                    TITLE,
                    "The load balancer reaches " + target.id()
                            + ", which AWS does not list in this account and region. Other sources are not known.");
        }
        if (instance.isEmpty()) {
            return HopReading.unknown(
                    TITLE,
                    "The instance of the target " + target.id() + " was not read. "
                            + (listed
                                    ? "AWS does not list it in this account and region."
                                    : HopReading.why(route.topology().instances())));
        }
        return switch (route.securityGroups(instance.get().securityGroupIds())) {
            case Fact.Known<List<SecurityGroup>>(var groups) -> read(route, target, groups);
            case Fact<List<SecurityGroup>> other -> HopReading.unknown(TITLE, other);
        };
    }

    private static HopReading read(RequestTrace route, Target target, List<SecurityGroup> groups) {
        String names = groups.stream()
                .map(SecurityGroup::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        List<SecurityGroupRule> rules =
                groups.stream().flatMap(group -> group.inbound().stream()).toList();
        HopReading reading = read(route, target, rules, names.isEmpty() ? TITLE : names);
        for (SecurityGroup group : groups) {
            reading = reading.withId("Security group", group.id());
        }
        for (SecurityGroupRule rule : rules.stream().limit(MOST_RULES).toList()) {
            reading = reading.with(rule.id().isEmpty() ? "Inbound" : rule.id(), SecurityGroupWords.inbound(rule));
        }
        return reading;
    }

    /** A healthy target proves that the load balancer reaches it, regardless of the sources in the rules. */
    private static HopReading read(RequestTrace route, Target target, List<SecurityGroupRule> rules, String title) {
        boolean certain = target.isHealthy() || route.admission().of(target) == Admission.Answer.LOAD_BALANCER;
        if (certain) {
            return HopReading.known(
                    title,
                    "It allows the load balancer on TCP " + target.port() + ", and nobody else on SSH or the API.");
        }
        int port = route.admission().port(target);
        String sources = rules.stream()
                .filter(rule -> rule.admitsTcp(port))
                .map(SecurityGroupRule::source)
                .limit(MOST_RULES)
                .collect(Collectors.joining(", "));
        return HopReading.unknown(
                title,
                "TCP " + port + " is open to " + (sources.isEmpty() ? "nobody" : sources)
                        + ". It is not known whether this includes the load balancer. To be sure, make the source "
                        + route.loadBalancerSource() + ".");
    }
}
