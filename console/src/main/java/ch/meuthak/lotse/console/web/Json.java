package ch.meuthak.lotse.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Sends JSON trees. */
final class Json {
    static final String TYPE = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static void send(ServerResponse response, int status, JsonNode tree) {
        response.status(Status.create(status))
                .header(HeaderNames.CONTENT_TYPE, TYPE)
                .send(bytes(tree));
    }

    /** A problem document: the type is {@code about:blank}, so the title is the status's meaning (RFC 9457 section 4.2.1). */
    static byte[] problem(Refusal refusal) {
        ObjectNode problem = NODES.objectNode();
        problem.put("type", "about:blank");
        problem.put("title", refusal.title());
        problem.put("status", refusal.status());
        problem.put("detail", refusal.detail());
        return bytes(problem);
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
