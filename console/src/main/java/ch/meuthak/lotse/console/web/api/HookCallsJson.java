package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.web.request.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of the redeploy hook as the API gives them, those of whom is trusted apart from all the others. */
final class HookCallsJson {
    private HookCallsJson() {}

    static ObjectNode of(HookCalls calls, int limit) {
        ObjectNode tree = Json.NODES.objectNode();
        add(tree.putArray("trusted"), calls.latest(true, limit));
        add(tree.putArray("others"), calls.latest(false, limit));
        return tree;
    }

    private static void add(ArrayNode array, List<HookCall> calls) {
        calls.forEach(call -> array.add(of(call)));
    }

    private static ObjectNode of(HookCall call) {
        return Json.NODES
                .objectNode()
                .put("at", call.at().toString())
                .put("method", call.method())
                .put("caller", call.caller())
                .put("who", textOrNull(call.who()))
                .put("trusted", call.trusted())
                .put("deployment", textOrNull(call.deployment()))
                .put("digest", textOrNull(call.digest()))
                .put("status", call.status())
                .put("cause", textOrNull(call.cause()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
