package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.server.Answer;
import ch.meuthak.lotse.server.JsonPlace;
import ch.meuthak.lotse.server.Printable;
import ch.meuthak.lotse.server.ProblemException;
import ch.meuthak.lotse.server.WholeText;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON mapper of the API and the hook. It writes and reads the records of this package.
 *
 * <p>Every field is always there. An absent value and an empty text are {@code null}. A time is ISO 8601 in UTC. An enum
 * constant is its id, in lower case.
 */
public final class Wire {
    /** The media type, as a header. */
    public static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final int LONGEST_NAME = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), EmptyTexts.module())
            .annotationIntrospector(new Ids())
            .addMixIn(Certificate.class, CertificateNames.class)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    String.class, text -> text.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Wire() {}

    /** The names that differ from the fact's. */
    private interface CertificateNames {
        @JsonProperty("validation")
        List<Certificate.ValidationRecord> validationRecords();
    }

    /** The enums of the API by their ids. */
    private static final class Ids extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            return Arrays.stream(constants).map(Ids::id).toArray(String[]::new);
        }

        private static String id(Enum<?> constant) {
            return switch (constant) {
                case Hop hop -> hop.id();
                case Kind kind -> kind.id();
                default -> constant.name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** The record in UTF-8, without blanks. */
    public static byte[] bytes(Record record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(record.getClass() + " has no JSON form", e);
        }
    }

    /** Sends the record. */
    public static void send(ServerRequest request, ServerResponse response, Status status, Record record) {
        response.status(status);
        Answer.send(request, response, JSON, bytes(record));
    }

    /**
     * Reads an answer of the API. It ignores fields of a newer console.
     *
     * @throws IOException when a field is missing or wrong
     */
    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        @Nullable
        T record = MAPPER.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json);
        if (record == null) {
            throw new JsonParseException(null, "null is no answer");
        }
        return record;
    }

    /**
     * Reads the body of a request strictly. A field may be left out, but not be unknown or there twice.
     *
     * @param type its fields are texts. One that is an Optional may not be empty
     * @throws ProblemException 400 that names what is wrong
     */
    public static <T extends Record> T body(byte[] body, Class<T> type) {
        JsonNode tree = tree(body);
        if (!tree.isObject()) {
            throw wrong("The body must be a JSON object.");
        }
        tree.properties().forEach(field -> check(field.getKey(), field.getValue(), type));
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            throw wrong("Unknown field " + Printable.of(e.getPropertyName(), LONGEST_NAME) + ": there are "
                    + fields(type) + ".");
        } catch (JsonMappingException e) {
            throw wrong(e.getPath().getFirst().getFieldName() + " must be a text.");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has no syntax", e);
        }
    }

    private static void check(String name, JsonNode value, Class<? extends Record> type) {
        if (!WholeText.isWhole(value.asText())) {
            throw wrong(Printable.of(name, LONGEST_NAME)
                    + " has half a character (\\ud800 to \\udfff without its other half). Send whole characters.");
        }
        boolean optional = Arrays.stream(type.getRecordComponents())
                .anyMatch(field -> field.getName().equals(name) && field.getType() == Optional.class);
        if (optional && (value.isNull() || value.asText().isEmpty())) {
            throw wrong(name + " must not be empty: leave it out.");
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(
                    WholeText.of(body).orElseThrow(() -> wrong("The body is not UTF-8. Send it in UTF-8.")));
        } catch (JsonProcessingException e) {
            throw wrong("The body is not JSON" + JsonPlace.of(e) + ".");
        }
    }

    /** {@code digest, revision and reason}. */
    private static String fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "))
                .replaceFirst(", (\\w+)$", " and $1");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Status.BAD_REQUEST_400, detail);
    }
}
