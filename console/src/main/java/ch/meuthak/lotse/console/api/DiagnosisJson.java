package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.report.Report;
import java.time.Instant;
import java.util.List;

/**
 * A diagnosis, as {@code GET /api/diagnosis} and {@code doctor --json} give it. {@code findings} has the order of {@link
 * Diagnosis}.
 *
 * @param complete whether everything necessary was read
 */
public record DiagnosisJson(
        String domain,
        String region,
        Instant takenAt,
        HopStatus status,
        String verdict,
        boolean complete,
        List<HopJson> path,
        List<FindingJson> findings,
        List<NotKnown> notKnown,
        List<ProblemJson> problems) {

    /** The whole report. */
    public static DiagnosisJson of(Report report) {
        Diagnosis diagnosis = report.diagnosis();
        return new DiagnosisJson(
                report.domain(),
                report.region(),
                report.takenAt(),
                diagnosis.path().status(),
                diagnosis.path().verdict(),
                diagnosis.complete(),
                HopJson.path(diagnosis),
                FindingJson.list(diagnosis.findings()),
                diagnosis.notKnown(),
                ProblemJson.list(report.problems()));
    }

    /**
     * The report again, without the facts of the hops: only a page shows those.
     *
     * @throws IllegalArgumentException when this version has no such rule
     */
    public Report report() {
        var hops = path.stream().map(HopJson::state).toList();
        var found = findings.stream().map(FindingJson::finding).toList();
        return new Report(
                domain,
                region,
                takenAt,
                new Diagnosis(new RequestPath(hops, status, verdict), found, notKnown),
                problems.stream().map(ProblemJson::problem).toList());
    }
}
