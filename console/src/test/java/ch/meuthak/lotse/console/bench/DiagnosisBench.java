package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.LargeTopology;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** A diagnosis of ever more targets, rules and listeners: ten times as many may take ten times as long, and no more. */
public final class DiagnosisBench {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 101;

    private DiagnosisBench() {}

    /** Prints the medians, and how much more each step takes than the one before. */
    public static void main(String[] args) {
        long before = 0;
        for (int size : new int[] {10, 100, 1000}) {
            Topology topology = LargeTopology.of(size, Math.max(1, size / 10), size);
            long median = median(topology);
            System.out.printf(
                    Locale.ROOT,
                    "a diagnosis of %d targets, %d listeners, %d rules: %.3f ms, %.2f us for each%s (median of %d)%n",
                    size,
                    Math.max(1, size / 10),
                    size,
                    median / 1e6,
                    median / 1e3 / (2 * size + Math.max(1, size / 10)),
                    before == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT, ", %.1f times as long (goal: 10 or less)", (double) median / before),
                    ROUNDS);
            before = median;
        }
    }

    private static long median(Topology topology) {
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        var observed = Observations.of(topology, release, 5080);
        LongStream.range(0, WARM_UP).forEach(i -> nanos(observed));
        return LongStream.range(0, ROUNDS)
                .map(i -> nanos(observed))
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long nanos(Observations observed) {
        long began = System.nanoTime();
        Diagnosis diagnosis = Diagnosis.of(Rulebook.ALL, observed, Optional.empty(), ReferenceTopology.NOON);
        long took = System.nanoTime() - began;
        if (diagnosis.findings().isEmpty()) {
            throw new IllegalStateException("the open SSH port was not found");
        }
        return took;
    }
}
