package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Evidence;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.NotKnown;
import ch.meuthak.lotse.console.diagnosis.RequestPath;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.report.Report;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads what {@link DiagnosisJson} has written; the facts of a hop, which are for a page alone, are not in it. */
public final class DiagnosisReader {
    private DiagnosisReader() {}

    /**
     * The report.
     *
     * @throws IllegalArgumentException when it is something else, or of another version of the console
     */
    public static Report read(JsonNode tree) {
        try {
            var path = new RequestPath(list(tree, "path", DiagnosisReader::hop), status(tree), text(tree, "verdict"));
            return new Report(
                    text(tree, "domain"),
                    text(tree, "region"),
                    time(tree, "takenAt"),
                    new Diagnosis(path, findings(tree, "findings"), list(tree, "notKnown", DiagnosisReader::gap)),
                    list(tree, "problems", DiagnosisReader::problem));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time: " + e.getParsedString(), e);
        }
    }

    private static List<Finding> findings(JsonNode tree, String name) {
        return list(tree, name, DiagnosisReader::finding);
    }

    private static Finding finding(JsonNode tree) {
        return new Finding(
                rule(text(tree, "id")),
                one(Severity.values(), Severity::id, text(tree, "severity")),
                tree.path("stops").asBoolean(),
                tree.path("hop").isNull() ? Optional.empty() : Optional.of(hopOf(tree)),
                text(tree, "title"),
                text(tree, "cause"),
                fix(tree.path("fix")),
                list(tree, "evidence", DiagnosisReader::evidence),
                time(tree, "since"),
                findings(tree, "consequences"));
    }

    private static Rule rule(String id) {
        return Rulebook.of(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
    }

    private static Fix fix(JsonNode tree) {
        String caution = tree.path("caution").isNull() ? "" : text(tree, "caution");
        return new Fix(text(tree, "advice"), list(tree, "commands", JsonNode::asText), caution);
    }

    private static Evidence evidence(JsonNode tree) {
        return new Evidence(text(tree, "fact"), text(tree, "source"), time(tree, "at"));
    }

    private static NotKnown gap(JsonNode tree) {
        return new NotKnown(list(tree, "what", JsonNode::asText), text(tree, "why"));
    }

    private static Problem problem(JsonNode tree) {
        return new Problem(text(tree, "call"), text(tree, "error"), text(tree, "message"), "");
    }

    private static HopState hop(JsonNode tree) {
        return new HopState(
                hopOf(tree), status(tree), text(tree, "title"), text(tree, "detail"), List.of(), time(tree, "since"));
    }

    private static Hop hopOf(JsonNode tree) {
        return one(Hop.values(), Hop::id, text(tree, "hop"));
    }

    private static HopStatus status(JsonNode tree) {
        return one(HopStatus.values(), HopStatus::id, text(tree, "status"));
    }

    private static <T> T one(T[] all, Function<T, String> id, String wanted) {
        return Arrays.stream(all)
                .filter(one -> id.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no value " + wanted));
    }

    private static <T> List<T> list(JsonNode tree, String name, Function<JsonNode, T> one) {
        if (!tree.path(name).isArray()) {
            throw new IllegalArgumentException("no list " + name);
        }
        return StreamSupport.stream(tree.path(name).spliterator(), false)
                .map(one)
                .toList();
    }

    private static Instant time(JsonNode tree, String name) {
        return Instant.parse(text(tree, name));
    }

    private static String text(JsonNode tree, String name) {
        JsonNode text = tree.path(name);
        if (!text.isTextual()) {
            throw new IllegalArgumentException("no text " + name);
        }
        return text.textValue();
    }
}
