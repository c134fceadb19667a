package ch.meuthak.lotse.console.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One snapshot of everything a request passes.
 *
 * @param takenAt when the last call of the snapshot was answered
 * @param took from the first call to the last answer
 * @param calls how many AWS calls it made, pages counted one by one
 * @param domain the watched domain
 * @param region the AWS region that was asked; empty when none is configured
 * @param loadBalancer the one the domain leads to, or the configured one
 * @param certificates every certificate that a listener of the load balancer uses
 * @param instances those that are targets
 * @param elasticIps the account's, in this region
 * @param securityGroups those of the instances and of the load balancer
 * @param problems every call that failed, once
 */
public record Topology(
        Instant takenAt,
        Duration took,
        int calls,
        String domain,
        String region,
        Fact<Account> account,
        Fact<DnsAnswer> dns,
        Fact<LoadBalancer> loadBalancer,
        Fact<List<Listener>> listeners,
        Fact<List<Certificate>> certificates,
        Fact<List<TargetGroup>> targetGroups,
        Fact<List<Instance>> instances,
        Fact<List<ElasticIp>> elasticIps,
        Fact<List<SecurityGroup>> securityGroups,
        List<Problem> problems) {}
