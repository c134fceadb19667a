package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.aws.InventorySettings;
import ch.meuthak.lotse.console.aws.ReplayedAws;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One refresh of the reference deployment, with 100 ms of latency on every call, against the same calls made one after
 * another: the same code, allowed one call at a time.
 */
public final class RefreshBench {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final double GOAL = 0.3;

    private RefreshBench() {}

    /** Prints the medians and their ratio. */
    public static void main(String[] args) {
        Topology reference = ReferenceTopology.healthy().topology();
        try (var aws = new ReplayedAws(reference).latency(LATENCY)) {
            long together = median(TestAws.settings(aws.endpoint()), reference);
            long sum = median(TestAws.oneAfterAnother(aws.endpoint()), reference);
            System.out.printf(
                    Locale.ROOT,
                    "a refresh with 100 ms for each call / its %d calls one after another: %d ms / %d ms = %.2f"
                            + " (goals: under 600 ms, and under %.1f; medians of %d)%n",
                    reference.calls(),
                    together / 1_000_000,
                    sum / 1_000_000,
                    (double) together / sum,
                    GOAL,
                    ROUNDS);
        }
    }

    private static long median(AwsSettings settings, Topology reference) {
        try (var connection = new AwsConnection(settings)) {
            var inventory = new AwsInventory(
                    connection,
                    name -> reference.dns(),
                    InventorySettings.of(ReferenceTopology.DOMAIN, Optional.empty()),
                    InstantSource.system());
            LongStream.range(0, WARM_UP).forEach(i -> nanos(inventory, reference));
            return LongStream.range(0, ROUNDS)
                    .map(i -> nanos(inventory, reference))
                    .sorted()
                    .skip(ROUNDS / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long nanos(AwsInventory inventory, Topology reference) {
        long began = System.nanoTime();
        Topology read = inventory.read();
        long took = System.nanoTime() - began;
        if (!read.problems().isEmpty() || read.calls() != reference.calls()) {
            throw new IllegalStateException("the refresh did not read everything: " + read.problems());
        }
        return took;
    }
}
