package ch.meuthak.lotse.console.aws;

import static ch.meuthak.lotse.console.aws.WireXml.el;
import static ch.meuthak.lotse.console.aws.WireXml.members;
import static ch.meuthak.lotse.console.aws.WireXml.some;
import static ch.meuthak.lotse.console.aws.WireXml.text;

import ch.meuthak.lotse.console.aws.ReplayedAws.Asked;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What EC2 tells of a topology, item by item. */
record Ec2Items(Topology topology) {

    String address(ElasticIp ip) {
        return text("publicIp", ip.publicIp())
                + text("allocationId", ip.allocationId())
                + text("domain", "vpc")
                + some("associationId", ip.associationId())
                + some("instanceId", ip.instanceId())
                + some("networkInterfaceId", ip.networkInterfaceId())
                + some("privateIpAddress", ip.privateIp())
                + name(ip.name());
    }

    private static String name(String name) {
        return el("tagSet", name.isEmpty() ? "" : el("item", text("key", "Name") + text("value", name)));
    }

    List<Instance> instances(Asked asked) {
        var wanted = new HashSet<>(asked.parameters().values());
        return WireAnswers.values(topology.instances()).stream()
                .filter(one -> wanted.contains(one.id()) || wanted.contains(one.privateIp()))
                .toList();
    }

    String reservation(Instance one) {
        return text("reservationId", "r-" + one.id())
                + el(
                        "instancesSet",
                        el(
                                "item",
                                text("instanceId", one.id())
                                        + text("instanceType", one.type())
                                        + el("instanceState", text("code", 16) + text("name", one.state()))
                                        + some("ipAddress", one.publicIp())
                                        + text("privateIpAddress", one.privateIp())
                                        + text("vpcId", one.vpcId())
                                        + text("subnetId", one.subnetId())
                                        + el("placement", text("availabilityZone", one.availabilityZone()))
                                        + text("launchTime", one.launchTime())
                                        + el(
                                                "groupSet",
                                                members("item", one.securityGroupIds(), id -> text("groupId", id)))
                                        + el(
                                                "metadataOptions",
                                                text("httpTokens", one.httpTokens())
                                                        + text(
                                                                "httpPutResponseHopLimit",
                                                                one.httpPutResponseHopLimit()))
                                        + name(one.name())));
    }

    List<SecurityGroup> groups(Asked asked) {
        return WireAnswers.values(topology.securityGroups()).stream()
                .filter(one -> asked.parameters().containsValue(one.id())
                        || asked.parameters().containsValue(one.vpcId()))
                .toList();
    }

    String securityGroup(SecurityGroup group) {
        return text("groupId", group.id())
                + text("groupName", group.name())
                + text("groupDescription", group.description())
                + text("vpcId", group.vpcId())
                + el("ipPermissions", members("item", group.inbound(), this::permission))
                + el("ipPermissionsEgress", members("item", group.outbound(), this::permission));
    }

    private String permission(SecurityGroupRule rule) {
        String ports =
                rule.protocol().equals("-1") ? "" : text("fromPort", rule.fromPort()) + text("toPort", rule.toPort());
        String description = some("description", rule.description());
        String source = rule.source().startsWith("sg-")
                ? el("groups", el("item", text("groupId", rule.source()) + description))
                : rule.source().contains(":")
                        ? el("ipv6Ranges", el("item", text("cidrIpv6", rule.source()) + description))
                        : el("ipRanges", el("item", text("cidrIp", rule.source()) + description));
        return text("ipProtocol", rule.protocol()) + ports + source;
    }

    List<String> securityGroupRules(Asked asked) {
        return WireAnswers.values(topology.securityGroups()).stream()
                .filter(group -> asked.parameters().containsValue(group.id()))
                .flatMap(group -> Stream.concat(
                        group.inbound().stream().map(rule -> securityGroupRule(group, rule, false)),
                        group.outbound().stream().map(rule -> securityGroupRule(group, rule, true))))
                .toList();
    }

    private static String securityGroupRule(SecurityGroup group, SecurityGroupRule rule, boolean outbound) {
        String source = rule.source().startsWith("sg-")
                ? el("referencedGroupInfo", text("groupId", rule.source()))
                : text(rule.source().contains(":") ? "cidrIpv6" : "cidrIpv4", rule.source());
        return text("securityGroupRuleId", rule.id())
                + text("groupId", group.id())
                + text("isEgress", outbound)
                + text("ipProtocol", rule.protocol())
                + text("fromPort", rule.fromPort())
                + text("toPort", rule.toPort())
                + source
                + some("description", rule.description());
    }

    /** A local route, and the one to the rest of the world. */
    String routeTable(RouteTable table) {
        return text("routeTableId", table.id())
                + el(
                        "routeSet",
                        el("item", text("destinationCidrBlock", "172.31.0.0/16") + text("gatewayId", "local"))
                                + el(
                                        "item",
                                        text("destinationCidrBlock", "0.0.0.0/0")
                                                + text(
                                                        table.internetGatewayId()
                                                                        .isEmpty()
                                                                ? "natGatewayId"
                                                                : "gatewayId",
                                                        table.internetGatewayId()
                                                                        .isEmpty()
                                                                ? "nat-1"
                                                                : table.internetGatewayId())))
                + el(
                        "associationSet",
                        (table.main() ? el("item", text("main", true)) : "")
                                + members("item", table.subnetIds(), id -> text("subnetId", id) + text("main", false)));
    }
}
