package ch.meuthak.lotse.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.List;

/** Writes an empty text as {@code null} where it is a field. An empty line in a list of lines stays one. */
final class EmptyTexts extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    static Module module() {
        return new SimpleModule("empty texts").setSerializerModifier(new EmptyTexts());
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> fields) {
        fields.stream()
                .filter(field -> field.getType().hasRawClass(String.class))
                .forEach(field -> field.assignSerializer(new Writer()));
        return fields;
    }

    private static final class Writer extends StdScalarSerializer<Object> {
        private static final long serialVersionUID = 1L;

        private Writer() {
            super(Object.class);
        }

        @Override
        public void serialize(Object text, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (text.equals("")) {
                json.writeNull();
            } else {
                json.writeString(text.toString());
            }
        }
    }
}
