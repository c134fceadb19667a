package ch.meuthak.lotse.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON trees as they are sent. */
public final class JsonBytes {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonBytes() {}

    /** The tree in UTF-8, without blanks. */
    public static byte[] of(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
