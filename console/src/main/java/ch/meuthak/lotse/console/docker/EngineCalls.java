package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.docker.EngineSocket.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all calls of the engine have in common: deadlines, the errors of refusals, the encoding of paths. */
final class EngineCalls {
    static final Duration LOOK = Duration.ofSeconds(5);
    static final Duration CHANGE = Duration.ofSeconds(30);

    private final EngineSocket socket;

    EngineCalls(EngineSocket socket) {
        this.socket = socket;
    }

    JsonNode look(String what, String path) throws PlatformException {
        return change(Call.get(what, path, LOOK));
    }

    Optional<JsonNode> find(String what, String path) throws PlatformException {
        var call = Call.get(what, path, LOOK);
        try {
            return Optional.of(socket.exchange(call, EngineAnswer::json));
        } catch (EngineRefusal e) {
            unless(EngineRefusal.NOT_FOUND, e, call);
            return Optional.empty();
        }
    }

    JsonNode change(Call call) throws PlatformException {
        try {
            return socket.exchange(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }

    void stream(Call call, long most, JsonLines.Taker taker) throws PlatformException {
        try {
            socket.exchange(call, EngineAnswer.lines(most, taker));
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }

    static void unless(int tolerated, EngineRefusal refused, Call call) throws PlatformException {
        if (!refused.is(tolerated)) {
            throw refused.asFailureTo(call.what());
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return array.isArray() ? List.copyOf(array.valueStream().toList()) : List.of();
    }

    static String filters(Map<String, List<String>> filters) {
        return encoded(Engine.JSON.valueToTree(filters).toString());
    }

    static String timestamp(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A reference has its slashes in the path as they are. */
    static String path(String reference) {
        return encoded(reference).replace("%2F", "/");
    }

    /** Does nothing if the engine refuses with one of these. */
    void changeUnless(Call call, Integer... tolerated) throws PlatformException {
        try {
            socket.exchange(call, EngineAnswer::json);
        } catch (EngineRefusal e) {
            if (List.of(tolerated).stream().noneMatch(e::is)) {
                throw e.asFailureTo(call.what());
            }
        }
    }

    /** The status of the answer. */
    int status(Call call) throws PlatformException {
        try {
            return socket.exchange(call, (status, _) -> status);
        } catch (EngineRefusal e) {
            throw e.asFailureTo(call.what());
        }
    }
}
