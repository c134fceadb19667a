package ch.meuthak.lotse.console.sandbox.world;

import java.time.Instant;
import java.util.List;

/** An Application Load Balancer. */
public record LoadBalancer(
        String arn,
        String name,
        String dnsName,
        String scheme,
        String state,
        String vpcId,
        List<Subnet> subnets,
        List<String> securityGroupIds,
        Instant createdTime) {}
