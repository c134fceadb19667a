package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.WholeText;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads JSON objects of strangers (RFC 8259): only UTF-8, no repeated name, nothing after the end, and bounds on nesting, names and
 * numbers. Two readers of a document must get the same result: otherwise one checks what the other does not do.
 */
public final class StrictJson {
    private static final int DEEPEST = 8;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_TEXT = 16 * 1024;

    /** Names are not kept for the next document: otherwise strangers decide what stays in memory. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The object; absent when the bytes are anything else. */
    public static Optional<ObjectNode> object(byte[] bytes) {
        try {
            Optional<String> text = WholeText.of(bytes);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(MAPPER.readTree(text.get()))
                            .filter(ObjectNode.class::isInstance)
                            .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
