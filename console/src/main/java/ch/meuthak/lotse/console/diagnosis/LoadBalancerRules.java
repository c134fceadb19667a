package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import ch.meuthak.lotse.console.words.Sentences;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the load balancer works and clients reach it. */
final class LoadBalancerRules {
    private static final String LISTED = "DescribeLoadBalancers";
    private static final String PUBLIC = "internet-facing";
    private static final String INTERNAL = "internal";
    private static final int HTTPS = 443;

    private LoadBalancerRules() {}

    static List<Rule> all() {
        return List.of(
                LoadBalancerRules::absent,
                LoadBalancerRules::state,
                LoadBalancerRules::internal,
                LoadBalancerRules::shut,
                LoadBalancerRules::withoutInternet);
    }

    private static Optional<Finding> absent(RequestTrace route) {
        return route.topology().loadBalancer() instanceof Fact.Failed<LoadBalancer>(var problem)
                        && problem.error().equals("LoadBalancerNotFound")
                ? route.found(RuleId.LB_ABSENT, "The configured load balancer is not there")
                        .told(problem)
                        .stops()
                        .done()
                : Optional.empty();
    }

    private static Optional<Finding> state(RequestTrace route) {
        return balancer(route).flatMap(balancer -> switch (balancer.state()) {
            case "active_impaired" ->
                state(route, balancer)
                        .cause("It works, but cannot scale up.")
                        .fix("Check that its subnets have at least eight free addresses." + reason(balancer))
                        .severity(Severity.WARNING)
                        .done();
            case "provisioning" ->
                state(route, balancer)
                        .cause("It is still being set up.")
                        .fix("Wait a few minutes." + reason(balancer))
                        .stops()
                        .done();
            case "failed" ->
                state(route, balancer)
                        .cause("It could not be set up.")
                        .fix("Delete it and create it again." + reason(balancer))
                        .severity(Severity.CRITICAL)
                        .stops()
                        .done();
            default -> Optional.empty();
        });
    }

    private static FindingBuilder state(RequestTrace route, LoadBalancer balancer) {
        return route.found(RuleId.LB_STATE, "The load balancer's state is " + balancer.state())
                .seen("The state of " + balancer.name() + " is " + balancer.state() + "." + reason(balancer), LISTED);
    }

    private static String reason(LoadBalancer balancer) {
        return balancer.stateReason().isEmpty() ? "" : " AWS says: " + Sentences.end(balancer.stateReason());
    }

    private static Optional<Finding> internal(RequestTrace route) {
        return balancer(route)
                .filter(balancer -> balancer.scheme().equals(INTERNAL))
                .flatMap(balancer -> route.found(RuleId.LB_INTERNAL, "The load balancer is internal")
                        .seen("The scheme of " + balancer.name() + " is " + balancer.scheme() + ".", LISTED)
                        .cause("Its scheme is " + balancer.scheme() + ": nobody outside its network reaches it.")
                        .fix(
                                "Create one that is internet-facing and point the domain at it; a scheme cannot be changed.")
                        .stops()
                        .done());
    }

    private static Optional<Finding> shut(RequestTrace route) {
        return balancer(route)
                .filter(balancer -> !balancer.securityGroupIds().isEmpty())
                .flatMap(balancer ->
                        route.securityGroups(balancer.securityGroupIds()).toOptional())
                .flatMap(groups -> shut(route, groups));
    }

    private static Optional<Finding> shut(RequestTrace route, List<SecurityGroup> groups) {
        List<SecurityGroupRule> admitting = groups.stream()
                .flatMap(group -> group.inbound().stream())
                .filter(rule -> rule.admitsTcp(HTTPS))
                .toList();
        // Clients have IPv4; only some have IPv6, too.
        if (admitting.stream().anyMatch(rule -> rule.source().equals("0.0.0.0/0"))) {
            return Optional.empty();
        }
        String first = groups.getFirst().id();
        FindingBuilder draft = route.found(
                        RuleId.LB_SG_443,
                        admitting.isEmpty()
                                ? "The load balancer's security group does not admit HTTPS"
                                : "The load balancer's security group does not admit HTTPS from everybody")
                .fix("Add an inbound rule for TCP 443 from 0.0.0.0/0 to " + first
                        + (admitting.isEmpty() ? "." : " if that is not meant."))
                .commands(List.of(route.aws(
                        "ec2", "authorize-security-group-ingress",
                        "--group-id", first,
                        "--protocol", "tcp",
                        "--port", "443",
                        "--cidr", "0.0.0.0/0")));
        groups.forEach(group -> draft.seen(admitted(group), "DescribeSecurityGroupRules"));
        return admitting.isEmpty()
                ? draft.cause("None of its security groups admits TCP 443, so clients time out.")
                        .stops()
                        .done()
                : draft.cause("It admits TCP 443 only from " + sources(admitting) + ": everybody else times out.")
                        .severity(Severity.WARNING)
                        .done();
    }

    private static String admitted(SecurityGroup group) {
        return group.id() + ": "
                + (group.inbound().isEmpty()
                        ? "it admits nothing."
                        : group.inbound().stream()
                                .limit(10)
                                .map(SecurityGroupWords::inbound)
                                .collect(Collectors.joining(" ")));
    }

    private static String sources(List<SecurityGroupRule> admitting) {
        return admitting.getFirst().source() + (admitting.size() > 1 ? " and " + (admitting.size() - 1) + " more" : "");
    }

    private static Optional<Finding> withoutInternet(RequestTrace route) {
        Optional<List<RouteTable>> tables = route.topology().routeTables().toOptional();
        return balancer(route)
                .filter(balancer -> balancer.scheme().equals(PUBLIC))
                .flatMap(balancer -> tables.flatMap(all -> withoutInternet(route, balancer, all)));
    }

    private static Optional<Finding> withoutInternet(
            RequestTrace route, LoadBalancer balancer, List<RouteTable> tables) {
        Map<String, RouteTable> bySubnet = new HashMap<>();
        tables.forEach(table -> table.subnetIds().forEach(subnet -> bySubnet.put(subnet, table)));
        Optional<RouteTable> main = tables.stream().filter(RouteTable::main).findFirst();
        Map<String, RouteTable> shut = new HashMap<>();
        for (String subnet : balancer.subnetIds()) {
            Optional.ofNullable(bySubnet.get(subnet))
                    .or(() -> main)
                    .filter(table -> table.internetGatewayId().isEmpty())
                    .ifPresent(table -> shut.put(subnet, table));
        }
        return shut.isEmpty() ? Optional.empty() : withoutInternet(route, balancer, tables, shut);
    }

    private static Optional<Finding> withoutInternet(
            RequestTrace route, LoadBalancer balancer, List<RouteTable> tables, Map<String, RouteTable> shut) {
        List<String> subnets = shut.keySet().stream().sorted().toList();
        boolean all = shut.size() == balancer.subnetIds().size();
        FindingBuilder draft = route.found(
                        RuleId.LB_SUBNET_NO_IGW, "A subnet of the load balancer has no way to the internet")
                .cause("The subnets " + String.join(", ", subnets)
                        + " of the load balancer have no route to an internet gateway," + " so "
                        + (all ? "nobody" : "only a part of the clients") + " gets an answer.")
                .fix(
                        "Give their route table a route for 0.0.0.0/0 to the network's internet gateway, or use public subnets.")
                .caution("Every subnet of that route table becomes public.")
                .commands(addRoutes(route, tables, shut))
                .severity(all ? Severity.CRITICAL : Severity.ERROR)
                .stops(all);
        subnets.forEach(subnet -> draft.seen(
                subnet + " has the route table "
                        + Optional.ofNullable(shut.get(subnet))
                                .map(RouteTable::id)
                                .orElse("") + ", which has no route for 0.0.0.0/0 to an internet gateway.",
                "DescribeRouteTables"));
        return draft.done();
    }

    /** When the network has an internet gateway, another of its tables leads there. */
    private static List<String> addRoutes(RequestTrace route, List<RouteTable> tables, Map<String, RouteTable> shut) {
        Optional<String> gateway = tables.stream()
                .map(RouteTable::internetGatewayId)
                .filter(id -> !id.isEmpty())
                .findFirst();
        return gateway.stream()
                .flatMap(id -> shut.values().stream()
                        .map(RouteTable::id)
                        .distinct()
                        .sorted()
                        .map(table -> route.aws(
                                "ec2",
                                "create-route",
                                "--route-table-id",
                                table,
                                "--destination-cidr-block",
                                "0.0.0.0/0",
                                "--gateway-id",
                                id)))
                .toList();
    }

    private static Optional<LoadBalancer> balancer(RequestTrace route) {
        return route.topology().loadBalancer().toOptional();
    }
}
