package ch.meuthak.lotse.console.store;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A fact as one of {@code {"known": ...}}, {@code {"failed": {...}}} and {@code {"unread": "because"}}. */
final class FactModule {
    private static final String KNOWN = "known";
    private static final String FAILED = "failed";
    private static final String UNREAD = "unread";

    private FactModule() {}

    static Module of() {
        var module = new SimpleModule("facts");
        module.addSerializer(Fact.class, new Writer());
        module.addDeserializer(Fact.class, new Reader(null));
        return module;
    }

    @SuppressWarnings("rawtypes")
    private static final class Writer extends JsonSerializer<Fact> {
        @Override
        public void serialize(Fact fact, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            switch ((Fact<?>) fact) {
                case Fact.Known<?>(var value) -> provider.defaultSerializeField(KNOWN, value, json);
                case Fact.Failed<?>(var problem) -> provider.defaultSerializeField(FAILED, problem, json);
                case Fact.Unread<?>(var because) -> json.writeStringField(UNREAD, because);
            }
            json.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Reader extends JsonDeserializer<Fact> implements ContextualDeserializer {
        private final @Nullable JavaType of;

        private Reader(@Nullable JavaType of) {
            this.of = of;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Fact<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            if (tree.hasNonNull(KNOWN)) {
                Object value = context.readTreeAsValue(tree.get(KNOWN), of);
                return Fact.known(value);
            }
            if (tree.hasNonNull(FAILED)) {
                return Fact.failed(context.readTreeAsValue(tree.get(FAILED), Problem.class));
            }
            if (tree.hasNonNull(UNREAD)) {
                return Fact.unread(tree.get(UNREAD).asText());
            }
            return context.reportInputMismatch(Fact.class, "it is neither known, nor failed, nor unread");
        }
    }
}
