package ch.meuthak.lotse.console.sandbox.aws;

import java.io.StringWriter;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML answer, element by element. Everything that is not a name of ours is escaped by the JDK's writer. */
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private interface Write {
        void write() throws XMLStreamException;
    }

    Xml() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        write(() -> writer.writeStartDocument("UTF-8", "1.0"));
    }

    Xml root(String name, String namespace) {
        write(() -> {
            writer.writeStartElement(name);
            writer.writeDefaultNamespace(namespace);
        });
        return this;
    }

    Xml open(String name) {
        write(() -> writer.writeStartElement(name));
        return this;
    }

    Xml close() {
        write(writer::writeEndElement);
        return this;
    }

    /** An element with a text; characters that XML 1.0 cannot carry are dropped. */
    Xml text(String name, Object value) {
        write(() -> {
            writer.writeStartElement(name);
            writer.writeCharacters(
                    String.valueOf(value).replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", ""));
            writer.writeEndElement();
        });
        return this;
    }

    /** The same, unless the value is empty. */
    Xml optional(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    /** A list whose elements hold elements: {@code <name><item>...</item></name>}. */
    <T> Xml list(String name, String item, Iterable<T> values, BiConsumer<Xml, T> content) {
        open(name);
        for (T value : values) {
            open(item);
            content.accept(this, value);
            close();
        }
        return close();
    }

    /** A list of texts. */
    Xml texts(String name, String item, Iterable<?> values) {
        open(name);
        values.forEach(value -> text(item, value));
        return close();
    }

    String finish() {
        write(writer::writeEndDocument);
        return text.toString();
    }

    private static void write(Write write) {
        try {
            write.write();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
