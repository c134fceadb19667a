package ch.meuthak.lotse.console.sandbox.balancer;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.GroupRule;
import ch.meuthak.lotse.console.sandbox.world.Instance;
import ch.meuthak.lotse.console.sandbox.world.LoadBalancer;
import ch.meuthak.lotse.console.sandbox.world.SecurityGroup;
import ch.meuthak.lotse.console.sandbox.world.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the security groups let through. What they do not let through is dropped: nobody hears of it, it times out. */
final class Reachability {
    /** A load balancer in the default VPC has addresses like these. */
    private static final Set<String> ADMITTING = Set.of("0.0.0.0/0", "172.31.0.0/16");

    private Reachability() {}

    /** Whether clients reach the load balancer on the port. */
    static boolean admitsClients(Cloud cloud, LoadBalancer balancer, int port) {
        return inbound(cloud, balancer.securityGroupIds())
                .anyMatch(rule -> rule.admitsTcp(port) && rule.source().equals("0.0.0.0/0"));
    }

    /** Whether the internet reaches a port of the instance: it runs, has an Elastic IP, and its groups admit everybody. */
    static boolean admitsEverybody(Cloud cloud, String instanceId, int port) {
        boolean hasAddress = cloud.addresses().stream()
                .anyMatch(address -> address.instanceId().equals(instanceId));
        return hasAddress
                && cloud.instance(instanceId)
                        .filter(Instance::isRunning)
                        .map(one -> inbound(cloud, one.securityGroupIds())
                                .anyMatch(rule ->
                                        rule.admitsTcp(port) && rule.source().equals("0.0.0.0/0")))
                        .orElse(false);
    }

    /** Whether the load balancer reaches the target on its port. */
    static boolean admitsLoadBalancer(Cloud cloud, LoadBalancer balancer, Target target) {
        List<String> groups =
                cloud.instance(target.id()).map(one -> one.securityGroupIds()).orElse(List.of());
        return inbound(cloud, groups).anyMatch(rule -> rule.admitsTcp(target.port()) && isFrom(rule, balancer));
    }

    private static boolean isFrom(GroupRule rule, LoadBalancer balancer) {
        return ADMITTING.contains(rule.source())
                || balancer.securityGroupIds().contains(rule.source())
                || balancer.subnets().stream().anyMatch(subnet -> subnet.cidr().equals(rule.source()));
    }

    private static Stream<GroupRule> inbound(Cloud cloud, List<String> groupIds) {
        return groupIds.stream()
                .flatMap(id -> cloud.securityGroup(id).stream())
                .map(SecurityGroup::rules)
                .flatMap(List::stream);
    }
}
