package ch.meuthak.lotse.console.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One snapshot of everything a request passes.
 *
 * @param takenAt when the last call of the snapshot was answered
 * @param took from the first call to the last answer
 * @param calls how many AWS calls it made, pages counted one by one
 * @param domain the watched domain
 * @param region the AWS region that was asked; empty when none is configured
 * @param loadBalancer the one the domain leads to, or the configured one
 * @param idleTimeout for how long a connection to or from the load balancer may be idle, 1 s to 4000 s
 * @param certificates every certificate that a listener of the load balancer uses, and the account's newest ones for the
 *     domain, as far as they could be read
 * @param instances those that are targets, and the one that the domain leads straight to; when the targets are not known,
 *     those that carry an Elastic IP
 * @param elasticIps the account's, in this region
 * @param securityGroups those of the instances and of the load balancer; when no instance is known, all of its VPC
 * @param routeTables those of the load balancer's network
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
        Fact<Duration> idleTimeout,
        Fact<List<Listener>> listeners,
        Fact<List<Certificate>> certificates,
        Fact<List<TargetGroup>> targetGroups,
        Fact<List<Instance>> instances,
        Fact<List<ElasticIp>> elasticIps,
        Fact<List<SecurityGroup>> securityGroups,
        Fact<List<RouteTable>> routeTables,
        List<Problem> problems) {

    /** Why AWS accepts no credentials of the console, so that every call fails alike. */
    public Optional<Problem> refusal() {
        return account.failure()
                .filter(Problem::isAboutCredentials)
                .or(() -> problems.stream().filter(Problem::isLabEnded).findFirst());
    }

    /** Whether it was not even known whether there are credentials: the next reading may know more. */
    public boolean isTooEarly() {
        return problems.stream().anyMatch(Problem::isNotYet);
    }

    /** Whether there is a {@link #refusal}. */
    public boolean lacksCredentials() {
        return refusal().isPresent();
    }

    /** Whether anything of the deployment was read: whether this is a map at all. */
    public boolean showsSomething() {
        return Stream.of(loadBalancer, targetGroups, instances, elasticIps).anyMatch(Fact::isKnown);
    }
}
