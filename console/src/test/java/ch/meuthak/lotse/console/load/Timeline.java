package ch.meuthak.lotse.console.load;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** When requests were sent, to the millisecond: those that were served in the end, and those that failed. */
final class Timeline {
    private final Instant beginning = Instant.now();
    private final long begin = System.nanoTime();
    private final BitSet served = new BitSet();
    private final BitSet failed = new BitSet();

    private int millis(long nanos) {
        return Math.max(0, Math.toIntExact(Duration.ofNanos(nanos - begin).toMillis()));
    }

    synchronized void served(long sentAt) {
        served.set(millis(sentAt));
    }

    synchronized void failed(long sentAt) {
        failed.set(millis(sentAt));
    }

    synchronized void forget() {
        served.clear();
        failed.clear();
    }

    /** When the last one was sent that failed. */
    synchronized Optional<Instant> lastFailed() {
        return failed.isEmpty() ? Optional.empty() : Optional.of(beginning.plusMillis(failed.length() - 1));
    }

    synchronized Duration longestGap() {
        int longest = 0;
        int before = served.nextSetBit(0);
        for (int next = before; next >= 0; next = served.nextSetBit(next + 1)) {
            longest = Math.max(longest, next - before);
            before = next;
        }
        return Duration.ofMillis(longest);
    }
}
