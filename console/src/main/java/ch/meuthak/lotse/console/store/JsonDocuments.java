package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.drift.DriftUnreadable;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.function.Consumer;

/**
 * A record as JSON with the version of its form: {@code {"version": 1, "content": {...}}}. A field that is missing, unknown or
 * null makes the whole unreadable: what is compared must be whole.
 *
 * @param <T> the record
 */
final class JsonDocuments<T> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(FactModule.of())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Class<T> type;
    private final int version;
    private final Consumer<ObjectNode> upgrade;

    private record Versioned(int version, Object content) {}

    /** Of one version only. */
    JsonDocuments(Class<T> type, int version) {
        this(type, version, tree -> {
            throw new DriftUnreadable("it is of version " + (version - 1) + ", this console knows " + version);
        });
    }

    /** @param upgrade turns the content of the version before into this one */
    JsonDocuments(Class<T> type, int version, Consumer<ObjectNode> upgrade) {
        this.type = type;
        this.version = version;
        this.upgrade = upgrade;
    }

    String write(T value) {
        try {
            return JSON.writeValueAsString(new Versioned(version, value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(type + " can be written", e);
        }
    }

    /** @throws DriftUnreadable when it is of another version, or damaged */
    T read(String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            int found = tree.path("version").asInt();
            if (found != version && found != version - 1) {
                throw new DriftUnreadable("it is of version " + found + ", this console knows " + version);
            }
            if (!(tree.path("content") instanceof ObjectNode content)) {
                throw new DriftUnreadable("it is damaged: it has no content");
            }
            if (found != version) {
                upgrade.accept(content);
            }
            return JSON.treeToValue(content, type);
        } catch (JsonProcessingException e) {
            throw new DriftUnreadable("it is damaged: " + firstLine(e.getOriginalMessage()));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new DriftUnreadable("it is damaged");
        }
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
