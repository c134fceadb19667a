package ch.meuthak.lotse.console.web.api;

import static ch.meuthak.lotse.console.web.api.TopologyJson.textOrNull;
import static ch.meuthak.lotse.console.web.api.TopologyJson.texts;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.words.HealthCheckWords;
import ch.meuthak.lotse.console.words.TargetWords;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The load balancer, its target groups and their targets, each with what the pages say of it. */
final class LoadBalancingJson {
    private LoadBalancingJson() {}

    static ObjectNode loadBalancer(LoadBalancer balancer) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("name", balancer.name())
                .put("dnsName", balancer.dnsName())
                .put("arn", balancer.arn())
                .put("scheme", textOrNull(balancer.scheme()))
                .put("state", textOrNull(balancer.state()))
                .put("stateReason", textOrNull(balancer.stateReason()))
                .put("vpcId", textOrNull(balancer.vpcId()));
        tree.set("securityGroupIds", texts(balancer.securityGroupIds()));
        tree.set("availabilityZones", texts(balancer.availabilityZones()));
        return tree;
    }

    /** Without its targets. */
    static ObjectNode targetGroup(TargetGroup group) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("name", group.name())
                .put("arn", group.arn())
                .put("protocol", textOrNull(group.protocol()))
                .put("protocolVersion", textOrNull(group.protocolVersion()))
                .put("port", some(group.port()))
                .put("targetType", textOrNull(group.targetType()))
                .put("vpcId", textOrNull(group.vpcId()));
        tree.set("healthCheck", healthCheck(group.healthCheck()));
        return tree;
    }

    private static ObjectNode healthCheck(HealthCheck check) {
        return Json.NODES
                .objectNode()
                .put("enabled", check.enabled())
                .put("protocol", textOrNull(check.protocol()))
                .put("port", textOrNull(check.port()))
                .put("path", textOrNull(check.path()))
                .put("matcher", textOrNull(check.matcher()))
                .put("intervalSeconds", some(check.interval().toSeconds()))
                .put("timeoutSeconds", some(check.timeout().toSeconds()))
                .put("healthyThreshold", some(check.healthyThreshold()))
                .put("unhealthyThreshold", some(check.unhealthyThreshold()))
                .put("words", HealthCheckWords.sentences(check));
    }

    static ObjectNode target(
            TargetGroup group, Target target, List<Instance> instances, Optional<Diagnosis> diagnosis) {
        TargetWords words = TargetWords.of(target, group);
        Optional<Judgement> judged = diagnosis.flatMap(known -> known.onTarget(group.arn(), target.name()));
        return Json.NODES
                .objectNode()
                .put("id", target.id())
                .put("port", some(target.port()))
                .put("availabilityZone", textOrNull(target.availabilityZone()))
                .put(
                        "instanceId",
                        instances.stream()
                                .filter(one -> one.id().equals(target.id())
                                        || one.privateIp().equals(target.id()))
                                .map(Instance::id)
                                .findFirst()
                                .orElse(null))
                .put("state", textOrNull(target.state()))
                .put("reason", textOrNull(target.reason()))
                .put("description", textOrNull(target.description()))
                .put("override", textOrNull(target.override()))
                .put("meaning", words.meaning())
                .put("advice", textOrNull(judged.map(Judgement::advice).orElse(words.advice())));
    }

    /** AWS leaves out what it does not say; no such number is ever 0. */
    private static @Nullable Long some(long number) {
        return number == 0 ? null : Long.valueOf(number);
    }
}
