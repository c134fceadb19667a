package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What the probes saw, for scripts. Each with its {@code at}; latencies in milliseconds. */
final class OutsideJson {
    private OutsideJson() {}

    static JsonNode zone(ZoneAnswer answer) {
        ObjectNode tree = Json.NODES.objectNode().put("zone", answer.zone());
        tree.set("nameServers", TopologyJson.texts(answer.nameServers()));
        tree.put("answeredBy", answer.answeredBy()).put("alias", TopologyJson.textOrNull(answer.alias()));
        tree.set("addresses", TopologyJson.texts(answer.addresses()));
        tree.set("validations", TopologyJson.list(answer.validations(), OutsideJson::validation));
        tree.set(
                "caa",
                answer.caa().toOptional().<JsonNode>map(TopologyJson::texts).orElseGet(Json.NODES::nullNode));
        return tree.put("at", answer.at().toString());
    }

    private static JsonNode validation(ValidationLookup lookup) {
        return Json.NODES
                .objectNode()
                .put("name", lookup.name())
                .put("zone", lookup.zone())
                .put("value", TopologyJson.textOrNull(lookup.value()))
                .put("doubled", TopologyJson.textOrNull(lookup.doubled()));
    }

    static JsonNode tls(ServedTls tls) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("address", tls.address())
                .put("protocol", tls.protocol())
                .put("cipher", tls.cipher())
                .put("serial", tls.serial())
                .put("issuer", tls.issuer())
                .put("notAfter", tls.notAfter().toString())
                .put("certificates", tls.certificates())
                .put("chainFault", TopologyJson.textOrNull(tls.chainFault()));
        tree.set("names", TopologyJson.texts(tls.names()));
        return tree.put("at", tls.at().toString());
    }

    static JsonNode visit(HttpVisit visit) {
        ObjectNode tree = Json.NODES.objectNode().put("url", visit.url());
        if (visit.status() == 0) {
            tree.putNull("status");
        } else {
            tree.put("status", visit.status());
        }
        tree.put("release", TopologyJson.textOrNull(visit.release()))
                .put("failure", TopologyJson.textOrNull(visit.failure()));
        tree.set("latency", visit.latency().<JsonNode>map(OutsideJson::latency).orElseGet(Json.NODES::nullNode));
        return tree.put("at", visit.at().toString());
    }

    private static JsonNode latency(Latency latency) {
        return Json.NODES
                .objectNode()
                .put("resolve", millis(latency.resolve()))
                .put("connect", millis(latency.connect()))
                .put("tls", millis(latency.tls()))
                .put("firstByte", millis(latency.firstByte()))
                .put("total", millis(latency.total()));
    }

    private static double millis(Duration took) {
        return Math.round(took.toNanos() / 1e4) / 100.0;
    }
}
