package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Hop;
import ch.meuthak.lotse.console.diagnosis.HopState;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A diagnosis for scripts. {@code findings} is in the order of {@link Diagnosis}, each with what it explains in its {@code
 * consequences}; the {@code findings} of a hop are the ids of those that belong to it, folded ones among them.
 */
final class FindingsJson {
    private FindingsJson() {}

    static ArrayNode path(Diagnosis diagnosis) {
        ArrayNode path = Json.NODES.arrayNode();
        diagnosis.path().hops().forEach(hop -> path.add(hop(hop, diagnosis.at(hop.hop()))));
        return path;
    }

    private static ObjectNode hop(HopState hop, List<Finding> findings) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("hop", hop.hop().id())
                .put("status", hop.status().id())
                .put("title", hop.title())
                .put("detail", hop.detail())
                .put("since", hop.since().toString());
        ArrayNode ids = tree.putArray("findings");
        findings.forEach(finding -> ids.add(finding.rule().id()));
        return tree;
    }

    static ArrayNode findings(Diagnosis diagnosis) {
        return list(diagnosis.findings());
    }

    private static ArrayNode list(List<Finding> findings) {
        ArrayNode list = Json.NODES.arrayNode();
        findings.forEach(finding -> list.add(finding(finding)));
        return list;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("id", finding.rule().id())
                .put("severity", finding.severity().id())
                .put("stops", finding.stops())
                .put("hop", finding.hop().map(Hop::id).orElse(null))
                .put("title", finding.title())
                .put("cause", finding.cause())
                .put("since", finding.since().toString())
                .put("document", finding.rule().document());
        ObjectNode fix = tree.putObject("fix").put("advice", finding.fix().advice());
        ArrayNode commands = fix.putArray("commands");
        finding.fix().commands().forEach(commands::add);
        fix.put(
                "caution",
                finding.fix().caution().isEmpty() ? null : finding.fix().caution());
        ArrayNode evidence = tree.putArray("evidence");
        finding.evidence().forEach(one -> evidence.add(evidence(one)));
        tree.set("consequences", list(finding.consequences()));
        return tree;
    }

    private static ObjectNode evidence(Evidence evidence) {
        return Json.NODES
                .objectNode()
                .put("fact", evidence.fact())
                .put("source", evidence.source())
                .put("at", evidence.at().toString());
    }
}
