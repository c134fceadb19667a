package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the Docker engine's answers, with a limit on their size, and its refusals in its own words. */
final class EngineAnswer {
    static final int MOST_BYTES = 8 * 1024 * 1024;

    private EngineAnswer() {}

    /** All of it, as one document. */
    static JsonNode json(int status, InputStream body) throws IOException, EngineRefusal {
        requireGood(status, body);
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new EngineRefusal(status, "its answer is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return Engine.JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new EngineRefusal(status, "its answer is not JSON");
        }
    }

    /** A status of 400 or more is a refusal, with the reason in the body. 304 means that nothing had to change. */
    static void requireGood(int status, InputStream body) throws IOException, EngineRefusal {
        if (status >= 400) {
            throw new EngineRefusal(status, message(status, body));
        }
    }

    private static String message(int status, InputStream body) throws IOException {
        String text = new String(body.readNBytes(16 * 1024), StandardCharsets.UTF_8);
        try {
            text = Engine.JSON.readTree(text).path("message").asText(text);
        } catch (IOException _) {
            // then as it is
        }
        return text.isBlank() ? "it answered " + status : text;
    }

    /** One document a line, each as it comes; of all lines together at most so many bytes. */
    static EngineSocket.Reader<Integer> lines(long most, JsonLines.Taker taker) {
        return (status, body) -> {
            requireGood(status, body);
            JsonLines.read(body, most, taker);
            return status;
        };
    }

    /** The last lines of a container's output. */
    static EngineSocket.Reader<List<String>> tail(int lines, boolean tty) {
        return (status, body) -> {
            requireGood(status, body);
            var tail = new LogTail(lines);
            tail.read(body, tty);
            return tail.lines();
        };
    }
}
