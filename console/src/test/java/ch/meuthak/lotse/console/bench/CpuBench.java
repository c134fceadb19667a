package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.box.ScarceBox;
import ch.meuthak.lotse.console.load.Load;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What the stack and its engine take of the processor while nothing happens, and what a redeploy takes and lasts with one
 * processor and with a tenth of one, which a {@code t2.micro} without CPU credits has.
 */
final class CpuBench {
    private static final int REDEPLOYS = Integer.getInteger("lotse.bench.scarce", 20);
    private static final int WITH_ONE = 3;
    private static final int REQUESTS_PER_SECOND = 40;
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final double SECONDS_IN_HOUR = 3600;

    private final ScarceBox box;

    private CpuBench(ScarceBox box) {
        this.box = box;
    }

    /** Prints a row for the idle stack and one for each supply of the processor. */
    static void print(Path folder) throws IOException, InterruptedException {
        try (ScarceBox box = ScarceBox.up(folder, Map.of())) {
            var bench = new CpuBench(box);
            bench.idle();
            bench.redeploys(1, WITH_ONE);
            bench.redeploys(0.1, REDEPLOYS);
        }
    }

    private void idle() throws IOException {
        LockSupport.parkNanos(SETTLING.toNanos());
        Map<String, Double> before = box.seconds();
        LockSupport.parkNanos(IDLE.toNanos());
        Map<String, Double> used = since(before, box.seconds());
        used.replaceAll((part, seconds) -> seconds * SECONDS_IN_HOUR / IDLE.toSeconds());
        System.out.println("idle, seconds of CPU an hour (goal: under 60; a t2.micro earns 360): " + words(used));
    }

    private void redeploys(double processors, int count) throws IOException {
        box.cpu().limit(processors);
        Map<String, Double> sums = new LinkedHashMap<>();
        int succeeded = 0;
        long began = System.nanoTime();
        try (Load load = box.load(REQUESTS_PER_SECOND)) {
            for (int i = 0; i < count; i++) {
                Map<String, Double> before = box.seconds();
                JsonNode deployment = box.console().deploy(box.console().serving());
                succeeded += deployment.path("state").asText().equals("succeeded") ? 1 : 0;
                Map<String, Double> now = box.seconds();
                before.put("release", 0.0); // another container
                since(before, now).forEach((part, seconds) -> sums.merge(part, seconds / count, Double::sum));
            }
            double each = (System.nanoTime() - began) / 1e9 / count;
            load.finish();
            System.out.printf(
                    Locale.ROOT,
                    "| redeploy with %.1f processors | %d of %d succeeded | %.0f s | %d of %d requests failed | seconds of CPU: %s |%n",
                    processors,
                    succeeded,
                    count,
                    each,
                    load.failed(),
                    load.sent(),
                    words(sums));
        }
    }

    private static Map<String, Double> since(Map<String, Double> before, Map<String, Double> now) {
        Map<String, Double> used = new LinkedHashMap<>();
        now.forEach((part, seconds) -> used.put(part, seconds - before.getOrDefault(part, 0.0)));
        return used;
    }

    private static String words(Map<String, Double> parts) {
        return parts.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }
}
