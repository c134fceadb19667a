package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finding.
 *
 * @param id the id of its rule
 * @param hop absent when it belongs to no single hop
 * @param document AWS's page about it
 * @param consequences the findings that it explains
 */
public record FindingJson(
        String id,
        Severity severity,
        boolean stops,
        Optional<Hop> hop,
        String title,
        String cause,
        Instant since,
        String document,
        Fix fix,
        List<Evidence> evidence,
        List<FindingJson> consequences) {

    static List<FindingJson> list(List<Finding> findings) {
        return findings.stream().map(FindingJson::of).toList();
    }

    private static FindingJson of(Finding finding) {
        return new FindingJson(
                finding.rule().id(),
                finding.severity(),
                finding.stops(),
                finding.hop(),
                finding.title(),
                finding.cause(),
                finding.since(),
                finding.rule().document(),
                finding.fix(),
                finding.evidence(),
                list(finding.consequences()));
    }

    Finding finding() {
        Rule rule = Rulebook.of(id).orElseThrow(() -> new IllegalArgumentException("There is no rule " + id + "."));
        List<Finding> explained =
                consequences.stream().map(FindingJson::finding).toList();
        return new Finding(rule, severity, stops, hop, title, cause, fix, evidence, since, explained);
    }
}
