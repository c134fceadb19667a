package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.request.Json;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot as {@code GET /api/topology} gives it: AWS's field names in camelCase, times in ISO 8601.
 *
 * <p>Every field is always there. A part that could not be read is {@code null} (an empty list means that there are none), and
 * {@code problems} says why: the failed call, or, for a part that was not read because another one is unknown, an entry whose
 * {@code error} is {@code NotRead} and whose {@code call} is the name of the part.
 */
final class TopologyJson {
    private final ArrayNode problems = Json.NODES.arrayNode();

    private TopologyJson() {}

    /** @param now at which certificates are judged */
    static ObjectNode of(Topology topology, Optional<Diagnosis> diagnosis, Outside outside, Instant now) {
        return new TopologyJson().tree(topology, diagnosis, outside, now);
    }

    private ObjectNode tree(Topology topology, Optional<Diagnosis> diagnosis, Outside outside, Instant now) {
        topology.problems().forEach(problem -> problems.add(DiagnosisJson.problem(problem)));
        ObjectNode tree = Json.NODES.objectNode();
        tree.put("domain", topology.domain());
        tree.put("region", topology.region());
        tree.put("takenAt", topology.takenAt().toString());
        tree.put("status", diagnosis.map(known -> known.path().status().id()).orElse("unknown"));
        tree.put("verdict", diagnosis.map(known -> known.path().verdict()).orElse(null));
        tree.set("account", part("account", topology.account(), TopologyJson::account));
        tree.set("path", diagnosis.map(DiagnosisJson::path).orElseGet(Json.NODES::arrayNode));
        tree.set("findings", diagnosis.map(DiagnosisJson::findings).orElseGet(Json.NODES::arrayNode));
        tree.set("loadBalancer", part("loadBalancer", topology.loadBalancer(), LoadBalancingJson::loadBalancer));
        tree.set("idleTimeoutSeconds", part("idleTimeoutSeconds", topology.idleTimeout(), TopologyJson::seconds));
        tree.set("listeners", parts("listeners", topology.listeners(), this::listener));
        tree.set(
                "targetGroups",
                parts("targetGroups", topology.targetGroups(), group -> targetGroup(group, topology, diagnosis)));
        tree.set("elasticIps", parts("elasticIps", topology.elasticIps(), TopologyJson::elasticIp));
        tree.set("instances", parts("instances", topology.instances(), TopologyJson::instance));
        tree.set("securityGroups", parts("securityGroups", topology.securityGroups(), TopologyJson::securityGroup));
        tree.set(
                "certificates",
                parts("certificates", topology.certificates(), one -> CertificateJson.of(one, diagnosis, now)));
        tree.set("outside", outside(outside));
        tree.set("problems", problems);
        return tree;
    }

    /** A probe that failed is a problem of its own; it is no call of AWS, so the snapshot does not hold it. */
    private ObjectNode outside(Outside outside) {
        Stream.of(outside.zone(), outside.tls(), outside.domain(), outside.straight())
                .forEach(fact -> {
                    if (fact instanceof Fact.Failed<?>(var problem)) {
                        problems.add(DiagnosisJson.problem(problem));
                    }
                });
        ObjectNode tree = Json.NODES.objectNode();
        tree.set("zone", part("outside.zone", outside.zone(), OutsideJson::zone));
        tree.set("tls", part("outside.tls", outside.tls(), OutsideJson::tls));
        tree.set("domain", part("outside.domain", outside.domain(), OutsideJson::visit));
        tree.set("straight", part("outside.straight", outside.straight(), OutsideJson::visit));
        return tree;
    }

    private <T> JsonNode parts(String name, Fact<List<T>> fact, Function<T, JsonNode> json) {
        return part(name, fact, values -> list(values, json));
    }

    private <T> JsonNode part(String name, Fact<T> fact, Function<T, JsonNode> json) {
        return switch (fact) {
            case Fact.Known<T>(var value) -> json.apply(value);
            case Fact.Failed<T>(var problem) -> Json.NODES.nullNode();
            case Fact.Unread<T>(var because) -> {
                problems.add(
                        DiagnosisJson.problem(new Problem(name, "NotRead", "Not read, because " + because + ".", "")));
                yield Json.NODES.nullNode();
            }
        };
    }

    static <T> ArrayNode list(List<T> values, Function<T, JsonNode> json) {
        ArrayNode array = Json.NODES.arrayNode();
        values.forEach(value -> array.add(json.apply(value)));
        return array;
    }

    static ArrayNode texts(List<String> values) {
        return list(values, Json.NODES::textNode);
    }

    private static JsonNode account(Account account) {
        return Json.NODES.objectNode().put("id", account.id()).put("arn", account.arn());
    }

    private static JsonNode seconds(Duration duration) {
        return Json.NODES.numberNode(duration.toSeconds());
    }

    private JsonNode listener(Listener listener) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("arn", listener.arn())
                .put("protocol", listener.protocol())
                .put("port", listener.port())
                .put("sslPolicy", textOrNull(listener.sslPolicy()))
                .put("defaultCertificateArn", textOrNull(listener.defaultCertificateArn()));
        tree.set("certificates", part("listeners.certificates", listener.certificateArns(), TopologyJson::texts));
        tree.set("rules", parts("listeners.rules", listener.rules(), TopologyJson::rule));
        return tree;
    }

    private static JsonNode rule(ListenerRule rule) {
        ObjectNode tree = Json.NODES.objectNode().put("arn", rule.arn()).put("priority", rule.priority());
        tree.set(
                "conditions",
                texts(rule.conditions().stream()
                        .map(ListenerRuleWords::condition)
                        .toList()));
        tree.put("actionType", rule.action().type()).put("action", ListenerRuleWords.action(rule));
        tree.set("targetGroupArns", texts(rule.targetGroupArns()));
        return tree;
    }

    private JsonNode targetGroup(TargetGroup group, Topology topology, Optional<Diagnosis> diagnosis) {
        List<Instance> instances = topology.instances().toOptional().orElse(List.of());
        ObjectNode tree = LoadBalancingJson.targetGroup(group);
        tree.set(
                "deregistrationDelaySeconds",
                part("targetGroups.deregistrationDelaySeconds", group.deregistrationDelay(), TopologyJson::seconds));
        tree.set(
                "targets",
                parts(
                        "targetGroups.targets",
                        group.targets(),
                        target -> LoadBalancingJson.target(group, target, instances, diagnosis)));
        return tree;
    }

    private static JsonNode elasticIp(ElasticIp ip) {
        return Json.NODES
                .objectNode()
                .put("publicIp", ip.publicIp())
                .put("allocationId", ip.allocationId())
                .put("instanceId", textOrNull(ip.instanceId()))
                .put("privateIp", textOrNull(ip.privateIp()))
                .put("name", textOrNull(ip.name()));
    }

    private static JsonNode instance(Instance instance) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("id", instance.id())
                .put("name", textOrNull(instance.name()))
                .put("type", textOrNull(instance.type()))
                .put("state", textOrNull(instance.state()))
                .put("publicIp", textOrNull(instance.publicIp()))
                .put("privateIp", textOrNull(instance.privateIp()))
                .put("availabilityZone", textOrNull(instance.availabilityZone()))
                .put("httpTokens", textOrNull(instance.httpTokens()))
                .put("launchTime", instance.launched().map(Instant::toString).orElse(null));
        tree.set("securityGroupIds", texts(instance.securityGroupIds()));
        return tree;
    }

    private static JsonNode securityGroup(SecurityGroup group) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("id", group.id())
                .put("name", group.name())
                .put("description", textOrNull(group.description()));
        tree.set("inbound", list(group.inbound(), TopologyJson::securityGroupRule));
        tree.set("outbound", list(group.outbound(), TopologyJson::securityGroupRule));
        return tree;
    }

    private static JsonNode securityGroupRule(SecurityGroupRule rule) {
        return Json.NODES
                .objectNode()
                .put("id", rule.id())
                .put("protocol", rule.protocol())
                .put("fromPort", rule.fromPort())
                .put("toPort", rule.toPort())
                .put("source", rule.source())
                .put("description", textOrNull(rule.description()));
    }

    static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
