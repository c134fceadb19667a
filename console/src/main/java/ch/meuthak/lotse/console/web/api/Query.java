package ch.meuthak.lotse.console.web.api;

import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.request.RequestBody;
import ch.meuthak.lotse.server.WholeBody;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;

/** What the calls of the API take. */
final class Query {
    private static final int MAX_ROWS = 1000;
    private static final String DEFAULT_ROWS = "50";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private Query() {}

    /** The rows that the caller wants at most. */
    static int limit(ServerRequest request) {
        String text = request.query().first("limit").orElse(DEFAULT_ROWS);
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_ROWS) {
            throw Refusal.badRequest("limit must be a number from 1 to " + MAX_ROWS + ".");
        }
        return limit;
    }

    /** The body as JSON; all fields are empty when there is none. */
    static <T extends Record> T body(ServerRequest request, Class<T> type) {
        byte[] body = RequestBody.of(request);
        if (body.length > 0 && !WholeBody.isJson(request)) {
            throw Refusal.wrongMediaType("application/json");
        }
        return Wire.body(body.length > 0 ? body : NOTHING, type);
    }
}
