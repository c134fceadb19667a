package ch.meuthak.lotse.console.deploy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** An end of waiting, in the time that the box was given. */
public final class Deadline {
    /** Between two looks at a clock that may run slower. */
    private static final long LEAST_WAIT = TimeUnit.MILLISECONDS.toNanos(20);

    private final GivenTime clock;
    private final Duration time;
    private final long given;
    private final long began = System.nanoTime();

    private Deadline(Duration time, GivenTime clock) {
        this.clock = clock;
        this.time = time;
        this.given = clock.nanos();
    }

    /** From now on. */
    public static Deadline in(Duration time, GivenTime clock) {
        return new Deadline(time, clock);
    }

    /** Whether it is over. */
    public boolean isPast() {
        return left() <= 0;
    }

    /** Nanoseconds; 0 or less when it is over. */
    public long left() {
        return time.toNanos() - (clock.nanos() - given);
    }

    /** Waits for a result while there is time left. The time that is counted may run slower than that of the wait. */
    public static <T> T await(Future<T> result, LongSupplier nanosLeft)
            throws ExecutionException, TimeoutException, InterruptedException {
        while (true) {
            try {
                return result.get(Math.max(nanosLeft.getAsLong(), LEAST_WAIT), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (nanosLeft.getAsLong() <= 0) {
                    throw e;
                }
            }
        }
    }

    /** Sleeps until the box was given that interval, or until the deadline when that is sooner. */
    public void pause(Duration interval) throws InterruptedException {
        long until = clock.nanos() + Math.clamp(left(), 0, interval.toNanos());
        for (long left = until - clock.nanos(); left > 0; left = until - clock.nanos()) {
            Thread.sleep(Duration.ofNanos(Math.max(left, Math.min(LEAST_WAIT, interval.toNanos()))));
        }
    }

    /** The time, and where less than half of what passed was given, what passed and why. */
    @Override
    public String toString() {
        Duration passed = Duration.ofNanos(System.nanoTime() - began);
        return passed.toNanos() < 2 * (clock.nanos() - given)
                ? time.toMillis() + " ms"
                : time.toMillis() + " ms of CPU time (" + passed.toMillis()
                        + " ms passed, but the box got less than half of"
                        + " the CPU that it wanted: its CPU credits are used up, or a limit throttles it)";
    }
}
