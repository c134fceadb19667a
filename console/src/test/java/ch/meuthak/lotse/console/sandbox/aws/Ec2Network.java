package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Ec2.Ec2Answers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.Subnet;
import ch.meuthak.lotse.console.sandbox.world.Vpc;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The network around it: VPCs, subnets, route tables, network ACLs. */
record Ec2Network(Cloud cloud, Ec2Answers answers) {
    private static final int LAST_RULE = 32767;

    private static final Filters<Vpc> VPC_FILTERS = new Filters<>(Map.of(
            "vpc-id", one -> List.of(one.id()),
            "cidr", one -> List.of(one.cidr()),
            "is-default", _ -> List.of("true")));
    private static final Filters<Subnet> SUBNET_FILTERS = new Filters<>(Map.of(
            "subnet-id", one -> List.of(one.id()),
            "vpc-id", one -> List.of(one.vpcId()),
            "availability-zone", one -> List.of(one.availabilityZone())));

    Map<String, Call> calls() {
        return Map.of(
                "DescribeVpcs", this::vpcs,
                "DescribeSubnets", this::subnets,
                "DescribeRouteTables", this::routeTables,
                "DescribeNetworkAcls", this::networkAcls);
    }

    private Filters<Vpc> partFilters(String idFilter, Function<Vpc, String> id) {
        return new Filters<>(Map.of(
                idFilter,
                one -> List.of(id.apply(one)),
                "vpc-id",
                one -> List.of(one.id()),
                "association.main",
                _ -> List.of("true"),
                "default",
                _ -> List.of("true"),
                "association.subnet-id",
                one -> subnetsOf(one).map(Subnet::id).toList()));
    }

    private Stream<Subnet> subnetsOf(Vpc vpc) {
        return cloud.subnets().stream().filter(one -> one.vpcId().equals(vpc.id()));
    }

    private void vpcs(Query query, Xml xml) throws AwsError {
        var byId = Ec2Answers.byId(
                query, "VpcId", cloud.vpcs(), Vpc::id, Ec2Answers.unknown("InvalidVpcID.NotFound", "vpc ID"));
        answers.page(query, xml, "vpcSet", VPC_FILTERS.apply(query, byId), (item, one) -> {
            item.text("vpcId", one.id()).text("ownerId", cloud.accountId()).text("state", "available");
            item.text("cidrBlock", one.cidr()).text("dhcpOptionsId", "default");
            item.text("instanceTenancy", "default").text("isDefault", true);
        });
    }

    private void subnets(Query query, Xml xml) throws AwsError {
        var byId = Ec2Answers.byId(
                query,
                "SubnetId",
                cloud.subnets(),
                Subnet::id,
                Ec2Answers.unknown("InvalidSubnetID.NotFound", "subnet ID"));
        answers.page(query, xml, "subnetSet", SUBNET_FILTERS.apply(query, byId), (item, one) -> {
            item.text("subnetId", one.id()).text("state", "available").text("ownerId", cloud.accountId());
            item.text("vpcId", one.vpcId()).text("cidrBlock", one.cidr()).text("availableIpAddressCount", 4090);
            item.text("availabilityZone", one.availabilityZone()).text("defaultForAz", true);
            item.text("mapPublicIpOnLaunch", true);
        });
    }

    /** The main route table has no association with a subnet: AWS lists it under the VPC only. */
    private void routeTables(Query query, Xml xml) throws AwsError {
        var byId = Ec2Answers.byId(
                query,
                "RouteTableId",
                cloud.vpcs(),
                Vpc::routeTableId,
                Ec2Answers.unknown("InvalidRouteTableID.NotFound", "routeTable ID"));
        boolean bySubnet = query.structures("Filter").stream()
                .anyMatch(filter -> filter.text("Name").orElse("").equals("association.subnet-id"));
        List<Vpc> found = partFilters("route-table-id", Vpc::routeTableId).apply(query, byId);
        answers.page(query, xml, "routeTableSet", bySubnet ? List.of() : found, this::routeTable);
    }

    private void routeTable(Xml xml, Vpc one) {
        xml.text("routeTableId", one.routeTableId()).text("vpcId", one.id()).text("ownerId", cloud.accountId());
        xml.open("routeSet");
        route(xml, one.cidr(), "local", "CreateRouteTable");
        route(xml, "0.0.0.0/0", one.internetGatewayId(), "CreateRoute");
        xml.close().open("associationSet").open("item");
        xml.text("routeTableAssociationId", one.routeTableId().replace("rtb-", "rtbassoc-"));
        xml.text("routeTableId", one.routeTableId()).text("main", true).close().close();
    }

    private static void route(Xml xml, String destination, String gateway, String origin) {
        xml.open("item").text("destinationCidrBlock", destination).text("gatewayId", gateway);
        xml.text("state", "active").text("origin", origin).close();
    }

    private void networkAcls(Query query, Xml xml) throws AwsError {
        var byId = Ec2Answers.byId(
                query,
                "NetworkAclId",
                cloud.vpcs(),
                Vpc::networkAclId,
                Ec2Answers.unknown("InvalidNetworkAclID.NotFound", "networkAcl ID"));
        List<Vpc> found = partFilters("network-acl-id", Vpc::networkAclId).apply(query, byId);
        answers.page(query, xml, "networkAclSet", found, this::networkAcl);
    }

    private void networkAcl(Xml xml, Vpc one) {
        xml.text("networkAclId", one.networkAclId()).text("vpcId", one.id()).text("default", true);
        xml.text("ownerId", cloud.accountId()).open("entrySet");
        for (boolean egress : new boolean[] {true, false}) {
            entry(xml, 100, "allow", egress);
            entry(xml, LAST_RULE, "deny", egress);
        }
        xml.close();
        xml.list("associationSet", "item", subnetsOf(one).toList(), (item, subnet) -> item.text(
                        "networkAclAssociationId", subnet.id().replace("subnet-", "aclassoc-"))
                .text("networkAclId", one.networkAclId())
                .text("subnetId", subnet.id()));
    }

    private static void entry(Xml xml, int number, String action, boolean egress) {
        xml.open("item").text("ruleNumber", number).text("protocol", "-1").text("ruleAction", action);
        xml.text("egress", egress).text("cidrBlock", "0.0.0.0/0").close();
    }
}
