package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.Lifecycle;
import ch.meuthak.lotse.console.sandbox.InProcessConsole;
import ch.meuthak.lotse.console.sandbox.Sandbox;
import ch.meuthak.lotse.console.sandbox.SandboxSettings;
import ch.meuthak.lotse.console.sandbox.aws.Fault;
import ch.meuthak.lotse.console.sandbox.aws.Faults;
import ch.meuthak.lotse.console.web.Visitor;
import ch.meuthak.lotse.server.testing.Await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long the overview takes while a refresh hangs, against the same while AWS answers, by turns so that both see the same
 * machine. Everything is real: the sandbox with a deployed release, its console, and an AWS endpoint that takes every call
 * and answers none.
 */
public final class PageBench {
    private static final String TOKEN = "a-token-for-the-bench";
    private static final Duration GOAL = Duration.ofMillis(50);
    private static final int WARM_UP = 500;
    private static final int ROUNDS = 5;
    private static final int PAGES = 200;

    private final Visitor operator;
    private final Faults faults;
    private final List<long[]> answering = new ArrayList<>();
    private final List<long[]> hanging = new ArrayList<>();

    private PageBench(Visitor operator, Faults faults) {
        this.operator = operator;
        this.faults = faults;
    }

    /** Takes the path of the built backend. */
    public static void main(String[] args) throws IOException {
        Path state = Files.createTempDirectory("lotse-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(state)));
        try (Lifecycle parts = new Lifecycle()) {
            var settings = new SandboxSettings(0, 0, 0, 0, state, Map.of("lotse.console.token", TOKEN));
            var console = new InProcessConsole(Path.of(args[0]), InstantSource.system());
            Sandbox sandbox = Sandbox.start(settings, console, InstantSource.system(), parts, line -> {});
            Visitor operator =
                    Visitor.of(sandbox.console().url()).logIn(sandbox.console().loginUrl());
            new PageBench(operator, sandbox.aws().faults()).run();
        }
        System.exit(0);
    }

    private void run() {
        Await.until("a release", () -> topology().at("/path/7/status").asText().equals("ok"));
        measure(WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
            awaitFreshSnapshot();
            answering.add(measure(PAGES));
            String before = hang();
            hanging.add(measure(PAGES));
            require(isRefreshing() && takenAt().equals(before), "the refresh ended while it should have hung");
        }
        System.out.printf(
                Locale.ROOT,
                "the page while a refresh hangs / while AWS answers: p99 %.1f ms / %.1f ms = %.2f"
                        + " (goal: under %d ms; p50 %.1f ms / %.1f ms; medians of %d, %d pages each)%n",
                millis(hanging, 99),
                millis(answering, 99),
                millis(hanging, 99) / millis(answering, 99),
                GOAL.toMillis(),
                millis(hanging, 50),
                millis(answering, 50),
                ROUNDS,
                PAGES);
    }

    private void awaitFreshSnapshot() {
        faults.clear();
        String before = takenAt();
        Await.until("a fresh snapshot", () -> {
            operator.get("/"); // somebody looks: the feed refreshes when it is due
            return !takenAt().equals(before) && topology().get("problems").isEmpty();
        });
    }

    /** Returns what the snapshot that is shown was taken at, once a refresh hangs behind it. */
    private String hang() {
        faults.inject(Faults.EVERY_CALL, new Fault.Hang());
        Await.until("the end of the refresh", () -> !isRefreshing());
        operator.post("/refresh", Map.of("csrf", operator.csrf()));
        Await.until("a refresh", this::isRefreshing);
        return takenAt();
    }

    private long[] measure(int pages) {
        long[] nanos = new long[pages];
        for (int i = 0; i < pages; i++) {
            long started = System.nanoTime();
            HttpResponse<String> answer = operator.get("/");
            nanos[i] = System.nanoTime() - started;
            require(answer.statusCode() == 200, "the overview answered " + answer.statusCode());
        }
        return nanos;
    }

    private boolean isRefreshing() {
        return operator.get("/").body().contains("busy-note");
    }

    private String takenAt() {
        return topology().at("/takenAt").asText();
    }

    private JsonNode topology() {
        try {
            var request = operator.request("/api/topology").header("Authorization", "Bearer " + TOKEN);
            return new ObjectMapper().readTree(operator.send(request).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The median of the rounds' percentiles, so that a hiccup of the machine in one of them does not decide. */
    private static double millis(List<long[]> rounds, int percentile) {
        double[] each = rounds.stream()
                .mapToDouble(nanos -> {
                    long[] sorted = nanos.clone();
                    Arrays.sort(sorted);
                    return sorted[(sorted.length - 1) * percentile / 100] / 1e6;
                })
                .sorted()
                .toArray();
        return each[each.length / 2];
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException alreadyGone) {
            // There is nothing left to delete.
        }
    }
}
