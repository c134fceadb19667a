package ch.meuthak.lotse.console.web.request;

import ch.meuthak.lotse.console.api.JsonBytes;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends JSON trees. */
public final class Json {
    static final String TYPE = "application/json";
    public static final Header PROBLEM = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, TYPE);

    private Json() {}

    public static void send(ServerRequest request, ServerResponse response, int status, JsonNode tree) {
        response.status(status);
        Answer.send(request, response, JSON, JsonBytes.of(tree));
    }
}
