package ch.meuthak.lotse.console.sandbox.world;

/** A virtual network with the parts that AWS makes with it: one route table and one network ACL that admits everything. */
public record Vpc(String id, String cidr, String internetGatewayId, String routeTableId, String networkAclId) {}
