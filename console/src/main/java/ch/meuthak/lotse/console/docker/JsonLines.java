package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of JSON objects, as in the engine's pulls and events. */
final class JsonLines {
    private JsonLines() {}

    /** Takes one object. */
    interface Taker {
        void take(JsonNode object) throws EngineRefusal;
    }

    /**
     * Reads to the end.
     *
     * @throws IOException when it ends within an object, is not JSON, or is too long
     */
    static void read(InputStream in, long mostBytes, Taker taker) throws IOException, EngineRefusal {
        try (MappingIterator<JsonNode> objects =
                Engine.JSON.readerFor(JsonNode.class).readValues(new Bounded(in, mostBytes))) {
            while (objects.hasNextValue()) {
                taker.take(objects.nextValue());
            }
        }
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("its answer does not end");
            }
            return read;
        }
    }
}
