package ch.meuthak.lotse.console.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reduces the engine's messages during a pull, ten a second for each layer, to few lines for people. The stream may have an error
 * in spite of its status 200.
 */
final class PullProgress implements JsonLines.Taker {
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();
    private static final int MOST_LAYERS = 500;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Pattern RETRYING = Pattern.compile("Retrying in ([0-9]{1,4}) seconds?");
    private static final Set<String> DONE = Set.of("Pull complete", "Already exists");

    private final Consumer<String> lines;
    private final Map<String, long[]> layers = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private String last = "";
    private long saidAt = System.nanoTime() - INTERVAL;

    PullProgress(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void take(JsonNode object) throws EngineRefusal {
        if (object.has("error") || object.has("errorDetail")) {
            String message = object.path("errorDetail")
                    .path("message")
                    .asText(object.path("error").asText());
            throw new EngineRefusal(500, message);
        }
        String status = object.path("status").asText();
        String layer = object.path("id").asText();
        if (layer.isEmpty() || status.startsWith("Pulling from")) {
            return;
        }
        count(layer, status, object.path("progressDetail"));
        Matcher retry = RETRYING.matcher(status);
        say(
                retry.matches()
                        ? "The registry closed the connection. The engine retries in " + retry.group(1) + " s"
                        : sum());
    }

    private void count(String layer, String status, JsonNode detail) {
        if (layers.size() < MOST_LAYERS) {
            layers.computeIfAbsent(layer, name -> new long[2]);
        }
        if (DONE.contains(status)) {
            done.add(layer);
            done.retainAll(layers.keySet());
        }
        long[] bytes = layers.get(layer);
        if (bytes != null
                && status.equals("Downloading")
                && detail.path("total").asLong() > 0) {
            bytes[0] = detail.path("current").asLong();
            bytes[1] = detail.path("total").asLong();
        } else if (bytes != null && (status.equals("Download complete") || DONE.contains(status))) {
            bytes[0] = bytes[1];
        }
    }

    private String sum() {
        long current = layers.values().stream().mapToLong(bytes -> bytes[0]).sum();
        long total = layers.values().stream().mapToLong(bytes -> bytes[1]).sum();
        String size = total == 0 ? "" : tenths(current) + " of " + tenths(total) + " MiB, ";
        return "Pulling: " + size + done.size() + " of " + layers.size() + " layers done";
    }

    private static String tenths(long bytes) {
        long tenths = bytes * 10 / MEBIBYTE;
        return tenths / 10 + "." + tenths % 10;
    }

    private void say(String line) {
        long now = System.nanoTime();
        if (now - saidAt >= INTERVAL && !line.equals(last)) {
            saidAt = now;
            last = line;
            lines.accept(line);
        }
    }
}
