package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subnet of the load balancer has no route to an internet gateway. */
public final class LbSubnetNoIgw extends Rule {
    public static final Rule RULE = new LbSubnetNoIgw();

    private LbSubnetNoIgw() {
        super(About.path("LB-SUBNET-NO-IGW", Hop.LOAD_BALANCER, Severity.ERROR)
                .symptom("A subnet of an internet-facing load balancer has no route to an internet gateway.")
                .cause(
                        "The load balancer's node in that subnet gets no packets from the internet. Clients that use its address get no answer.")
                .fix(
                        "Add a route for 0.0.0.0/0 to the internet gateway in the route table of the subnet. Or use public subnets.")
                .document(AwsPages.BALANCER));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<List<RouteTable>> tables = route.topology().routeTables().toOptional();
        return route.balancer()
                .filter(balancer -> balancer.scheme().equals("internet-facing"))
                .flatMap(balancer -> tables.flatMap(all -> withoutInternet(route, balancer, all)));
    }

    private Optional<Finding> withoutInternet(RequestTrace route, LoadBalancer balancer, List<RouteTable> tables) {
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

    private Optional<Finding> withoutInternet(
            RequestTrace route, LoadBalancer balancer, List<RouteTable> tables, Map<String, RouteTable> shut) {
        List<String> subnets = shut.keySet().stream().sorted().toList();
        boolean all = shut.size() == balancer.subnetIds().size();
        FindingBuilder draft = route.found(this, "A subnet of the load balancer has no route to the internet")
                .cause("The subnets " + String.join(", ", subnets)
                        + " of the load balancer have no route to an internet gateway. "
                        + (all ? "No client gets an answer." : "Only a part of the clients gets an answer."))
                .caution("Every subnet of this route table becomes public.")
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
}
