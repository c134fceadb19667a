package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.facts.Hop;
import java.time.Instant;
import java.util.List;

/**
 * One hop of a request.
 *
 * @param findings the ids of its findings, those that another one explains among them
 */
public record HopJson(Hop hop, HopStatus status, String title, String detail, Instant since, List<String> findings) {

    /** All hops, in the order in which a request passes them. */
    static List<HopJson> path(Diagnosis diagnosis) {
        return diagnosis.path().hops().stream().map(hop -> of(hop, diagnosis)).toList();
    }

    private static HopJson of(HopState hop, Diagnosis diagnosis) {
        List<String> ids = diagnosis.at(hop.hop()).stream()
                .map(finding -> finding.rule().id())
                .toList();
        return new HopJson(hop.hop(), hop.status(), hop.title(), hop.detail(), hop.since(), ids);
    }

    HopState state() {
        return new HopState(hop, status, title, detail, List.of(), since);
    }
}
