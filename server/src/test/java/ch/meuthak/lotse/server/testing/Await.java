package ch.meuthak.lotse.server.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits in a test until something is so: looks often at first, then every few milliseconds, and never for ever. */
public final class Await {
    /** Generous: two busy cores do the work of ten JVMs and three engines in turn, and nothing is said of how fast it is done. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private Await() {}

    /** What is waited for. What it throws ends the wait. */
    public interface Condition {
        /** Whether it is so now. */
        boolean holds() throws Exception;
    }

    /**
     * Waits for at most {@link #PATIENCE}.
     *
     * @param what for the message when it does not come: {@code a healthy target}
     */
    public static void until(String what, Condition condition) {
        until(PATIENCE, what, condition);
    }

    /** Waits for at most so long; fails with what was awaited when it does not come. */
    public static void until(Duration atMost, String what, Condition condition) {
        long end = System.nanoTime() + atMost.toNanos();
        for (long pause = FIRST_PAUSE_NANOS;
                !holds(what, condition);
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(pause);
        }
    }

    private static boolean holds(String what, Condition condition) {
        try {
            return condition.holds();
        } catch (Exception e) {
            throw new AssertionError("while waiting for " + what, e);
        }
    }
}
