package ch.meuthak.lotse.console.web.network;

import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import ch.meuthak.lotse.console.web.page.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elastic IPs, instances and security groups. */
public record NetworkView(
        Listing<ElasticIpView> elasticIps, Listing<InstanceView> instances, Listing<GroupView> groups) {

    public static NetworkView of(Topology topology, ConsoleFacts facts, RowLimit rows) {
        return new NetworkView(
                Listing.of(topology.elasticIps(), rows, ElasticIpView::of),
                Listing.of(topology.instances(), rows, instance -> InstanceView.of(instance, facts.pageClock())),
                Listing.of(topology.securityGroups(), rows, group -> GroupView.of(group, topology, rows)));
    }

    /** An Elastic IP; {@code instanceId} is empty when nothing uses it. */
    public record ElasticIpView(
            String publicIp, String allocationId, String instanceId, String privateIp, String name, Badge mark) {

        static ElasticIpView of(ElasticIp ip) {
            Badge mark = ip.instanceId().isEmpty() && ip.networkInterfaceId().isEmpty()
                    ? new Badge("warn", "Not associated (still costs money)")
                    : new Badge("ok", "Associated");
            return new ElasticIpView(
                    ip.publicIp(), ip.allocationId(), ip.instanceId(), ip.privateIp(), ip.name(), mark);
        }
    }

    /** An instance behind the load balancer. */
    public record InstanceView(
            String id,
            String name,
            String type,
            Badge mark,
            String publicIp,
            String privateIp,
            String zone,
            Optional<When> launched) {

        static InstanceView of(Instance instance, When.Clock clock) {
            Badge mark =
                    switch (instance.state()) {
                        case "running" -> new Badge("ok", "Running");
                        case "pending" -> new Badge("busy", "Starting");
                        case "stopping", "shutting-down" -> new Badge("warn", "Stopping");
                        case "stopped" -> new Badge("fail", "Stopped");
                        case "terminated" -> new Badge("fail", "Terminated");
                        case "" -> new Badge("unknown", "Not known");
                        default -> new Badge("unknown", instance.state());
                    };
            return new InstanceView(
                    instance.id(),
                    instance.name(),
                    instance.type(),
                    mark,
                    instance.publicIp(),
                    instance.privateIp(),
                    instance.availabilityZone(),
                    instance.launched().map(clock::when));
        }
    }

    /**
     * A security group.
     *
     * @param usedBy the load balancer and instances that use it; empty when nothing here uses it
     */
    public record GroupView(
            String id,
            String name,
            String description,
            String usedBy,
            Listing<RuleView> inbound,
            Listing<RuleView> outbound) {

        static GroupView of(SecurityGroup group, Topology topology, RowLimit rows) {
            boolean balancer = guardsBalancer(group.id(), topology);
            return new GroupView(
                    group.id(),
                    group.name(),
                    group.description(),
                    usedBy(group.id(), topology),
                    Listing.of(group.inbound(), rows, rule -> RuleView.inbound(rule, balancer)),
                    Listing.of(group.outbound(), rows, RuleView::outbound));
        }

        private static boolean guardsBalancer(String group, Topology topology) {
            return topology.loadBalancer()
                    .toOptional()
                    .filter(balancer -> balancer.securityGroupIds().contains(group))
                    .isPresent();
        }

        private static String usedBy(String group, Topology topology) {
            List<String> users = new ArrayList<>();
            topology.loadBalancer()
                    .toOptional()
                    .filter(balancer -> balancer.securityGroupIds().contains(group))
                    .map(LoadBalancer::name)
                    .ifPresent(name -> users.add("load balancer " + name));
            topology.instances().toOptional().orElse(List.of()).stream()
                    .filter(instance -> instance.securityGroupIds().contains(group))
                    .limit(3)
                    .forEach(instance -> users.add("instance " + instance.id()));
            return String.join(", ", users);
        }
    }
}
