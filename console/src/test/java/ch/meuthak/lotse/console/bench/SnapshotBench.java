package ch.meuthak.lotse.console.bench;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.InventorySettings;
import ch.meuthak.lotse.console.aws.ReplayedAws;
import ch.meuthak.lotse.console.aws.TestAws;
import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Observations;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.LargeTopology;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a snapshot costs, in wall and in CPU time, read over HTTP from an AWS endpoint on loopback without any latency: the
 * reference deployment against the same reads by the official command line, and ever more targets, listeners and rules.
 *
 * <p>The endpoint answers in this process, so the CPU time of a snapshot is that of asking and of answering; the command
 * line's is its own alone.
 */
public final class SnapshotBench {
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 51;
    private static final int COMMAND_ROUNDS = 3;
    /** Items of the longest page that Elastic Load Balancing gives; EC2's are longer. */
    private static final int PAGE = 400;

    private static final int WARM_UP_EACH = 30;
    private static final int ROUNDS_EACH = 21;

    private SnapshotBench() {}

    /** Prints the ratios, and the table of sizes. */
    public static void main(String[] args) throws Exception {
        againstTheCommandLine();
        growing();
    }

    private static void againstTheCommandLine() throws Exception {
        Topology reference = ReferenceTopology.healthy().topology();
        try (var aws = new ReplayedAws(reference)) {
            Cost snapshot = snapshot(aws, reference, WARM_UP, ROUNDS);
            Cost reads = Cost.median(COMMAND_ROUNDS, () -> TwelveReads.of(aws.endpoint()));
            System.out.printf(
                    Locale.ROOT,
                    "a snapshot (%d calls) / twelve of its reads by the aws command line: wall %.1f ms / %.0f ms = 1/%.0f,"
                            + " CPU %.1f ms / %.0f ms = 1/%.0f (goal: 1/20 of both; medians of %d and %d)%n",
                    reference.calls(),
                    snapshot.wallMillis(),
                    reads.wallMillis(),
                    reads.wallMillis() / snapshot.wallMillis(),
                    snapshot.cpuMillis(),
                    reads.cpuMillis(),
                    reads.cpuMillis() / snapshot.cpuMillis(),
                    ROUNDS,
                    COMMAND_ROUNDS);
        }
    }

    /** Prints a line for each size: what is linear takes no longer for each part than before. */
    private static void growing() {
        double before = 0;
        for (int size : new int[] {10, 100, 1000}) {
            int listeners = Math.max(1, size / 10);
            Cost cost = ofSize(size, listeners);
            double each = cost.wallMillis() * 1000 / (2 * size + listeners);
            System.out.printf(
                    Locale.ROOT,
                    "a snapshot and its diagnosis of %d targets, %d listeners, %d rules: %.1f ms, %.1f ms of CPU,"
                            + " %.0f us for each%s (median of %d)%n",
                    size,
                    listeners,
                    size,
                    cost.wallMillis(),
                    cost.cpuMillis(),
                    each,
                    before == 0 ? "" : String.format(Locale.ROOT, " = %.2f of before (goal: 1 or less)", each / before),
                    ROUNDS_EACH);
            before = each;
        }
    }

    private static Cost ofSize(int size, int listeners) {
        Topology large = LargeTopology.of(size, listeners, size);
        try (var aws = new ReplayedAws(large).pageSize(PAGE)) {
            return snapshot(aws, large, WARM_UP_EACH, ROUNDS_EACH);
        }
    }

    private static Cost snapshot(ReplayedAws aws, Topology expected, int warmUp, int rounds) {
        try (var connection = new AwsConnection(TestAws.settings(aws.endpoint()))) {
            var inventory = new AwsInventory(
                    connection,
                    name -> expected.dns(),
                    InventorySettings.of(ReferenceTopology.DOMAIN, Optional.empty()),
                    InstantSource.system());
            for (int i = 0; i < warmUp; i++) {
                read(inventory, expected);
            }
            return Cost.ofEach(rounds, () -> read(inventory, expected));
        }
    }

    private static void read(AwsInventory inventory, Topology expected) {
        Topology read = inventory.read();
        if (!read.problems().isEmpty() || parts(read) != parts(expected)) {
            throw new IllegalStateException(
                    "of " + parts(expected) + " parts " + parts(read) + " were read: " + read.problems());
        }
        var release = new ReleaseFacts(false, Optional.of("1.4.0"), true, true, "Ready.");
        Diagnosis.of(Rulebook.ALL, Observations.of(read, release, 5080), Optional.empty(), ReferenceTopology.NOON);
    }

    /** Listeners, their rules, targets and the instances behind them. */
    private static int parts(Topology topology) {
        List<Listener> listeners = topology.listeners().toOptional().orElseThrow();
        List<TargetGroup> groups = topology.targetGroups().toOptional().orElseThrow();
        return listeners.size()
                + listeners.stream()
                        .mapToInt(one -> one.rules().toOptional().orElseThrow().size())
                        .sum()
                + groups.stream()
                        .mapToInt(
                                one -> one.targets().toOptional().orElseThrow().size())
                        .sum()
                + topology.instances().toOptional().orElseThrow().size();
    }
}
