package ch.meuthak.lotse.console.web.request;

import ch.meuthak.lotse.server.JsonPlace;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.WholeBody;
import ch.meuthak.lotse.server.WholeText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;

/** Reads bodies that are JSON objects of texts, strictly: no field twice, none that is unknown, nothing after the object. */
public final class JsonBody {
    private static final int LONGEST_NAME = 40;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * The object; an empty one when there is no body at all.
     *
     * @param inWords the fields as they stand in a sentence
     * @throws Refusal 400 naming what is wrong, 415 for another media type
     */
    public static ObjectNode of(ServerRequest request, Set<String> fields, String inWords) {
        String body = RequestBody.text(request);
        ObjectNode object = body.isEmpty() ? Json.NODES.objectNode() : parse(request, body);
        object.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw Refusal.badRequest(
                        "Unknown field " + Printable.of(field, LONGEST_NAME) + ": there are " + inWords + ".");
            }
        });
        return object;
    }

    private static ObjectNode parse(ServerRequest request, String body) {
        if (!WholeBody.isJson(request)) {
            throw Refusal.wrongMediaType(Json.TYPE);
        }
        try {
            if (STRICT.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw Refusal.badRequest("The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not JSON" + JsonPlace.of(e) + ".");
        }
    }

    public static String text(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw Refusal.badRequest(field + " must be a text.");
        }
        if (!WholeText.isWhole(value.textValue())) {
            throw Refusal.badRequest(field + " has half a character (\\ud800 to \\udfff without its other half). Send"
                    + " whole characters.");
        }
        return value.textValue();
    }
}
