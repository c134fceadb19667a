package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/topology}: the snapshot, with AWS's field names in camelCase, and what the pages say about it.
 *
 * <p>A part that was not read is absent, and {@code problems} says why: with the failed call, or with {@code NotRead} and the
 * name of the part. An empty list means that there are none.
 */
public record TopologyJson(
        String domain,
        String region,
        Instant takenAt,
        HopStatus status,
        Optional<String> verdict,
        Optional<Account> account,
        List<HopJson> path,
        List<FindingJson> findings,
        Optional<LoadBalancer> loadBalancer,
        Optional<Long> idleTimeoutSeconds,
        Optional<List<ListenerJson>> listeners,
        Optional<List<TargetGroupJson>> targetGroups,
        Optional<List<ElasticIp>> elasticIps,
        Optional<List<InstanceJson>> instances,
        Optional<List<SecurityGroup>> securityGroups,
        Optional<List<CertificateJson>> certificates,
        OutsideJson outside,
        List<ProblemJson> problems) {

    /**
     * All of it.
     *
     * @param now the time by which certificates are judged
     */
    public static TopologyJson of(Topology topology, Optional<Diagnosis> diagnosis, Outside outside, Instant now) {
        var parts = new ReadParts(topology.problems());
        List<Instance> instances = topology.instances().toOptional().orElse(List.of());
        return new TopologyJson(
                topology.domain(),
                topology.region(),
                topology.takenAt(),
                diagnosis.map(known -> known.path().status()).orElse(HopStatus.UNKNOWN),
                diagnosis.map(known -> known.path().verdict()),
                parts.one("account", topology.account()),
                diagnosis.map(HopJson::path).orElse(List.of()),
                diagnosis.map(known -> FindingJson.list(known.findings())).orElse(List.of()),
                parts.one("loadBalancer", topology.loadBalancer()),
                parts.one("idleTimeoutSeconds", topology.idleTimeout()).map(Duration::toSeconds),
                parts.list("listeners", topology.listeners(), one -> ListenerJson.of(one, parts)),
                parts.list(
                        "targetGroups",
                        topology.targetGroups(),
                        one -> TargetGroupJson.of(one, instances, diagnosis, parts)),
                parts.one("elasticIps", topology.elasticIps()),
                parts.list("instances", topology.instances(), InstanceJson::of),
                parts.one("securityGroups", topology.securityGroups()),
                parts.list("certificates", topology.certificates(), one -> CertificateJson.of(one, diagnosis, now)),
                OutsideJson.of(outside, parts),
                parts.problems());
    }

    /** A listener of the load balancer. */
    public record ListenerJson(
            String arn,
            String protocol,
            int port,
            String sslPolicy,
            String defaultCertificateArn,
            Optional<List<String>> certificates,
            Optional<List<ListenerRuleJson>> rules) {

        private static ListenerJson of(Listener listener, ReadParts parts) {
            return new ListenerJson(
                    listener.arn(),
                    listener.protocol(),
                    listener.port(),
                    listener.sslPolicy(),
                    listener.defaultCertificateArn(),
                    parts.one("listeners.certificates", listener.certificateArns()),
                    parts.list("listeners.rules", listener.rules(), ListenerRuleJson::of));
        }
    }

    /** A rule of a listener, with its conditions and its action in the words of the pages. */
    public record ListenerRuleJson(
            String arn,
            String priority,
            List<String> conditions,
            String actionType,
            String action,
            List<String> targetGroupArns) {

        private static ListenerRuleJson of(ListenerRule rule) {
            return new ListenerRuleJson(
                    rule.arn(),
                    rule.priority(),
                    rule.conditions().stream().map(ListenerRuleWords::condition).toList(),
                    rule.action().type(),
                    ListenerRuleWords.action(rule),
                    rule.targetGroupArns());
        }
    }

    /** An instance. */
    public record InstanceJson(
            String id,
            String name,
            String type,
            String state,
            String publicIp,
            String privateIp,
            String availabilityZone,
            String httpTokens,
            Optional<Instant> launchTime,
            List<String> securityGroupIds) {

        private static InstanceJson of(Instance instance) {
            return new InstanceJson(
                    instance.id(),
                    instance.name(),
                    instance.type(),
                    instance.state(),
                    instance.publicIp(),
                    instance.privateIp(),
                    instance.availabilityZone(),
                    instance.httpTokens(),
                    instance.launched(),
                    instance.securityGroupIds());
        }
    }
}
