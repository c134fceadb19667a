package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.drift.Difference;
import ch.meuthak.lotse.console.drift.DriftSummary;
import ch.meuthak.lotse.console.drift.Drifted;
import ch.meuthak.lotse.console.drift.Entry;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs from the accepted state, and what has happened, for scripts. Empty texts are {@code null}. */
final class TimelineJson {
    private TimelineJson() {}

    static ObjectNode of(DriftSummary drift, List<Entry> entries) {
        ObjectNode tree = of(drift);
        ArrayNode lines = tree.putArray("entries");
        entries.forEach(entry -> lines.add(entry(entry)));
        return tree;
    }

    static ObjectNode of(DriftSummary drift) {
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("acceptedAt", drift.acceptedAt().map(Object::toString).orElse(null))
                .put(
                        "acceptedBy",
                        drift.acceptedAt().isEmpty() ? null : drift.byOperator() ? "operator" : "first reading")
                .put("mark", drift.mark())
                .put("problem", textOrNull(drift.problem()));
        ArrayNode differences = tree.putArray("differences");
        drift.differences().forEach(one -> differences.add(difference(one)));
        return tree;
    }

    private static ObjectNode difference(Drifted one) {
        Difference difference = one.difference();
        ObjectNode tree = Json.NODES
                .objectNode()
                .put("id", difference.id())
                .put("kind", difference.kind().id())
                .put("hop", difference.kind().hop().map(Hop::id).orElse(null))
                .put("subject", difference.subject())
                .put("before", textOrNull(difference.before()))
                .put("after", textOrNull(difference.after()))
                .put("sentence", difference.sentence())
                .put("since", one.since().toString())
                .put("until", one.until().map(Object::toString).orElse(null))
                .put("read", one.read());
        ObjectNode undo = tree.putObject("undo")
                .put("advice", textOrNull(difference.undo().advice()));
        ArrayNode commands = undo.putArray("commands");
        difference.undo().commands().forEach(commands::add);
        undo.put("caution", textOrNull(difference.undo().caution()));
        return tree;
    }

    private static ObjectNode entry(Entry entry) {
        return Json.NODES
                .objectNode()
                .put("sequence", entry.sequence())
                .put("at", entry.at().toString())
                .put("kind", entry.kind().id())
                .put("subject", textOrNull(entry.subject()))
                .put("sentence", entry.sentence())
                .put("before", textOrNull(entry.before()))
                .put("after", textOrNull(entry.after()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
