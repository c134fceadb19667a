package ch.meuthak.lotse.backend.bench;

import ch.meuthak.lotse.backend.Main;
import ch.meuthak.lotse.server.testing.Program;
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
        Path whole = folder.resolve("whole");
        try (Program api = start(folder, whole, Main.class.getName())) {
            int wholePort = api.awaitPort(whole);
            Path bare = folder.resolve("bare");
            try (Program helidon = start(folder, bare, BareHelidon.class.getName(), bare.toString(), body(wholePort))) {
                compare(rounds, new Load(wholePort, CONNECTIONS), new Load(helidon.awaitPort(bare), CONNECTIONS));
            }
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

    private static Program start(Path folder, Path portFile, String... program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Program.java());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", Program.classPath()));
        command.addAll(List.of(program));
        Map<String, String> environment = Map.of(
                "LOTSE_BACKEND_HOST", "127.0.0.1",
                "LOTSE_BACKEND_PORT", "0",
                "LOTSE_BACKEND_ADMIN_PORT", "0",
                "LOTSE_BACKEND_PORT_FILE", portFile.toString());
        return Program.start(folder, environment, command);
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
