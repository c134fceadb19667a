package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Anybody can connect to the API past the load balancer. */
public final class ExpApiOpen extends Rule {
    public static final Rule RULE = new ExpApiOpen();

    private ExpApiOpen() {
        super(About.surroundings("EXP-API-OPEN", Hop.SECURITY_GROUP, Severity.WARNING)
                .symptom(
                        "An instance has a public address, and its security group allows the API port from everywhere.")
                .cause("Anybody can connect without the load balancer, and so without TLS.")
                .fix("Allow only the security group of the load balancer.")
                .document(AwsPages.GROUPS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Set<Integer> ports = route.apiPorts();
        List<Inbound> open =
                Inbound.open(route, Inbound::isPublic, rule -> ports.stream().anyMatch(rule::admitsTcp));
        String named =
                ports.stream().sorted().limit(10).map(port -> "TCP " + port).collect(Collectors.joining(" and "));
        return Inbound.found(
                route.found(this, "The API port is open to the world")
                        .cause("Anybody on the internet can connect to " + named
                                + " of the instance. They bypass the load balancer and its TLS.")
                        .fix("For " + named + ", allow only " + route.loadBalancerSource() + ".")
                        .commands(narrowed(route, open, ports))
                        .caution("Clients that call the instance directly, without the load balancer, are cut off."
                                + Inbound.alsoCloses(open)),
                open);
    }

    /** First lets the load balancer in where it is not yet, then shuts everybody out. */
    private static List<String> narrowed(RequestTrace route, List<Inbound> open, Set<Integer> ports) {
        if (route.loadBalancerGroupIds().isEmpty()) {
            return List.of();
        }
        List<String> commands = new ArrayList<>();
        for (Map.Entry<SecurityGroup, List<Inbound>> one : Inbound.byGroup(open).entrySet()) {
            ports.stream()
                    .sorted()
                    .filter(port ->
                            one.getValue().stream().anyMatch(in -> in.rule().admitsTcp(port)))
                    .filter(port -> one.getKey().inbound().stream()
                            .noneMatch(rule -> rule.admitsTcp(port)
                                    && route.loadBalancerGroupIds().contains(rule.source())))
                    .forEach(port -> commands.addAll(
                            route.admission().command(one.getKey().id(), port)));
        }
        return Inbound.thenRevoked(route, commands, open);
    }
}
