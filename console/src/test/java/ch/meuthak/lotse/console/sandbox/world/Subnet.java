package ch.meuthak.lotse.console.sandbox.world;

/** A subnet, in one availability zone, that reaches the internet. */
public record Subnet(String id, String vpcId, String availabilityZone, String cidr) {}
