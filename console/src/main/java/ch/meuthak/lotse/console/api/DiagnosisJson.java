package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.report.Report;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A diagnosis for scripts. {@code findings} is in the order of {@link Diagnosis}, each with what it explains in its {@code
 * consequences}; the {@code findings} of a hop are the ids of those that belong to it, folded ones among them. {@link
 * DiagnosisReader} reads it back.
 */
public final class DiagnosisJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DiagnosisJson() {}

    /** The whole, as {@code GET /api/diagnosis} and {@code doctor --json} give it. */
    public static ObjectNode of(Report report) {
        Diagnosis diagnosis = report.diagnosis();
        ObjectNode tree = NODES.objectNode()
                .put("domain", report.domain())
                .put("region", report.region())
                .put("takenAt", report.takenAt().toString())
                .put("status", diagnosis.path().status().id())
                .put("verdict", diagnosis.path().verdict())
                .put("complete", diagnosis.complete());
        tree.set("path", path(diagnosis));
        tree.set("findings", findings(diagnosis));
        ArrayNode gaps = tree.putArray("notKnown");
        diagnosis.notKnown().forEach(gap -> gaps.add(gap(gap)));
        ArrayNode problems = tree.putArray("problems");
        report.problems().forEach(problem -> problems.add(problem(problem)));
        return tree;
    }

    /** The hops of a request, in order. */
    public static ArrayNode path(Diagnosis diagnosis) {
        ArrayNode path = NODES.arrayNode();
        diagnosis.path().hops().forEach(hop -> path.add(hop(hop, diagnosis.at(hop.hop()))));
        return path;
    }

    private static ObjectNode hop(HopState hop, List<Finding> findings) {
        ObjectNode tree = NODES.objectNode()
                .put("hop", hop.hop().id())
                .put("status", hop.status().id())
                .put("title", hop.title())
                .put("detail", hop.detail())
                .put("since", hop.since().toString());
        ArrayNode ids = tree.putArray("findings");
        findings.forEach(finding -> ids.add(finding.rule().id()));
        return tree;
    }

    /** The findings, in order. */
    public static ArrayNode findings(Diagnosis diagnosis) {
        return list(diagnosis.findings());
    }

    private static ArrayNode list(List<Finding> findings) {
        ArrayNode list = NODES.arrayNode();
        findings.forEach(finding -> list.add(finding(finding)));
        return list;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode tree = NODES.objectNode()
                .put("id", finding.rule().id())
                .put("severity", finding.severity().id())
                .put("stops", finding.stops())
                .put("hop", finding.hop().map(Hop::id).orElse(null))
                .put("title", finding.title())
                .put("cause", finding.cause())
                .put("since", finding.since().toString())
                .put("document", finding.rule().document());
        tree.set("fix", fix(finding.fix()));
        ArrayNode evidence = tree.putArray("evidence");
        finding.evidence().forEach(one -> evidence.add(evidence(one)));
        tree.set("consequences", list(finding.consequences()));
        return tree;
    }

    private static ObjectNode fix(Fix fix) {
        ObjectNode tree = NODES.objectNode().put("advice", fix.advice());
        ArrayNode commands = tree.putArray("commands");
        fix.commands().forEach(commands::add);
        return tree.put("caution", fix.caution().isEmpty() ? null : fix.caution());
    }

    private static ObjectNode evidence(Evidence evidence) {
        return NODES.objectNode()
                .put("fact", evidence.fact())
                .put("source", evidence.source())
                .put("at", evidence.at().toString());
    }

    private static ObjectNode gap(NotKnown gap) {
        ObjectNode tree = NODES.objectNode();
        ArrayNode parts = tree.putArray("what");
        gap.what().forEach(parts::add);
        return tree.put("why", gap.why());
    }

    /** A call that failed, or a part that was not read. */
    public static ObjectNode problem(Problem problem) {
        return NODES.objectNode()
                .put("call", problem.call())
                .put("error", problem.error())
                .put("message", problem.message());
    }
}
