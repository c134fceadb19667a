package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.drift.DriftSummary;
import ch.meuthak.lotse.console.drift.Drifted;
import ch.meuthak.lotse.console.drift.Entry;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/timeline}: the drift, and what happened, the newest first. */
public record TimelineJson(@JsonUnwrapped DriftJson drift, List<Entry> entries) {

    /** The drift and these entries. */
    public static TimelineJson of(DriftSummary drift, List<Entry> entries) {
        return new TimelineJson(DriftJson.of(drift), entries);
    }

    /**
     * The differences from the baseline, also the answer of {@code POST /api/baseline}.
     *
     * @param acceptedAt absent without a baseline, as is the next
     * @param acceptedBy {@code operator} or {@code first reading}
     * @param mark names exactly these differences
     * @param problem why the baseline cannot be read or written; empty when it can
     */
    public record DriftJson(
            Optional<Instant> acceptedAt,
            Optional<String> acceptedBy,
            String mark,
            String problem,
            List<DifferenceJson> differences) {

        public static DriftJson of(DriftSummary drift) {
            return new DriftJson(
                    drift.acceptedAt(),
                    drift.acceptedAt().map(_ -> drift.byOperator() ? "operator" : "first reading"),
                    drift.mark(),
                    drift.problem(),
                    drift.differences().stream().map(DifferenceJson::of).toList());
        }
    }

    /**
     * A difference from the baseline.
     *
     * @param until when it leaves the list; absent when it stays until it is accepted or undone
     * @param read whether the last snapshot shows it; otherwise that part could not be read
     */
    public record DifferenceJson(
            String id,
            Kind kind,
            Optional<Hop> hop,
            String subject,
            String before,
            String after,
            String sentence,
            Instant since,
            Optional<Instant> until,
            boolean read,
            Fix undo) {

        private static DifferenceJson of(Drifted one) {
            var difference = one.difference();
            return new DifferenceJson(
                    difference.id(),
                    difference.kind(),
                    difference.kind().hop(),
                    difference.subject(),
                    difference.before(),
                    difference.after(),
                    difference.sentence(),
                    one.since(),
                    one.until(),
                    one.read(),
                    difference.undo());
        }
    }

    /** The body of {@code POST /api/baseline}: one of the two. */
    public record BaselineBody(String id, String mark) {}
}
