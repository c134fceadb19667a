package ch.meuthak.lotse.console.web;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Measures how long the overview takes, idle and while a refresh hangs, by turns so that both see the same machine. */
public final class PageLatency {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 6;
    private static final int PAGES = 50;

    private PageLatency() {}

    /** Prints p50 and p99 of both and their ratio. */
    public static void measureAndPrint(PrintStream out) {
        try (TestConsole console = TestConsole.withSamples()) {
            Visitor operator = console.operator();
            measure(operator, new long[WARM_UP], 0, WARM_UP);
            long[] idle = new long[ROUNDS * PAGES];
            long[] hanging = new long[ROUNDS * PAGES];
            for (int round = 0; round < ROUNDS; round++) {
                console.feed.publish(console.feed.latest().orElseThrow());
                measure(operator, idle, round * PAGES, PAGES);
                console.feed.refresh();
                measure(operator, hanging, round * PAGES, PAGES);
            }
            print(out, idle, hanging);
        }
    }

    private static void measure(Visitor operator, long[] nanos, int from, int count) {
        for (int i = from; i < from + count; i++) {
            long started = System.nanoTime();
            int status = operator.get("/").statusCode();
            nanos[i] = System.nanoTime() - started;
            if (status != 200) {
                throw new IllegalStateException("the overview answered " + status);
            }
        }
    }

    private static void print(PrintStream out, long[] idle, long[] hanging) {
        out.printf(Locale.ROOT, "overview, feed idle:       p50 %5.1f ms, p99 %5.1f ms%n", at(idle, 50), at(idle, 99));
        out.printf(
                Locale.ROOT,
                "overview, refresh hanging: p50 %5.1f ms, p99 %5.1f ms%n",
                at(hanging, 50),
                at(hanging, 99));
        out.printf(
                Locale.ROOT,
                "ratio hanging / idle:      p50 %.2f, p99 %.2f (goal: p99 under 50 ms)%n",
                at(hanging, 50) / at(idle, 50),
                at(hanging, 99) / at(idle, 99));
    }

    /** A percentile in milliseconds. */
    private static double at(long[] nanos, int percentile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percentile / 100] / 1e6;
    }
}
