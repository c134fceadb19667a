package ch.meuthak.lotse.backend.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The API with its whole filter chain against a bare Helidon route that answers the same bytes: requests per second on
 * loopback, two processes with the same flags, rounds in turn. Goal: a ratio of 0.8 or more.
 */
public final class ApiBench {
    private static final double GOAL = 0.8;
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_ROUNDS = 2;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx64m", "-Xss512k");

    private ApiBench() {}

    /** Takes the number of measured rounds (default 7). */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        Path folder = Files.createTempDirectory("lotse-bench");
        List<Process> processes = new ArrayList<>();
        try {
            Path whole = folder.resolve("whole");
            processes.add(start(List.of("ch.meuthak.lotse.backend.Main"), whole));
            int wholePort = port(processes.getFirst(), whole);
            Path bare = folder.resolve("bare");
            processes.add(start(List.of(BareHelidon.class.getName(), bare.toString(), body(wholePort)), bare));
            compare(rounds, new Load(wholePort, CONNECTIONS), new Load(port(processes.getLast(), bare), CONNECTIONS));
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private static void compare(int rounds, Load whole, Load bare) throws InterruptedException {
        double[] ratios = new double[rounds];
        double[] wholeRates = new double[rounds];
        double[] bareRates = new double[rounds];
        for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
            boolean wholeFirst = i % 2 == 0;
            double first = (wholeFirst ? whole : bare).run(ROUND);
            double second = (wholeFirst ? bare : whole).run(ROUND);
            if (i >= 0) {
                wholeRates[i] = wholeFirst ? first : second;
                bareRates[i] = wholeFirst ? second : first;
                ratios[i] = wholeRates[i] / bareRates[i];
            }
        }
        System.out.printf(
                Locale.ROOT,
                "the API with its whole filter chain / a bare Helidon route: %.0f / %.0f requests/s = %.2f"
                        + " (goal: %.1f or more; medians of %d, %.2f to %.2f)%n",
                median(wholeRates),
                median(bareRates),
                median(ratios),
                GOAL,
                rounds,
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Process start(List<String> program, Path portFile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "LOTSE_BACKEND_HOST", "127.0.0.1",
                        "LOTSE_BACKEND_PORT", "0",
                        "LOTSE_BACKEND_ADMIN_PORT", "0",
                        "LOTSE_BACKEND_PORT_FILE", portFile.toString()));
        return builder.start();
    }

    private static int port(Process process, Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("a server of the bench did not start");
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    private static String body(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/release"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
