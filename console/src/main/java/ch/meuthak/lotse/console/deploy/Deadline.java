package ch.meuthak.lotse.console.deploy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An end of waiting, counted in the time that the box was given. */
final class Deadline {
    /** How long is slept at least between two looks at a clock that may run slower. */
    private static final long LEAST_SLEEP = TimeUnit.MILLISECONDS.toNanos(20);

    private final GivenTime clock;
    private final Duration time;
    private final long given;
    private final long began = System.nanoTime();

    private Deadline(Duration time, GivenTime clock) {
        this.clock = clock;
        this.time = time;
        this.given = clock.nanos();
    }

    static Deadline in(Duration time, GivenTime clock) {
        return new Deadline(time, clock);
    }

    boolean isPast() {
        return left() <= 0;
    }

    private long left() {
        return time.toNanos() - (clock.nanos() - given);
    }

    /** Sleeps until the box was given that interval, or until the deadline when that is sooner. */
    void pause(Duration interval) throws InterruptedException {
        long until = clock.nanos() + Math.clamp(left(), 0, interval.toNanos());
        for (long left = until - clock.nanos(); left > 0; left = until - clock.nanos()) {
            Thread.sleep(Duration.ofNanos(Math.max(left, Math.min(LEAST_SLEEP, interval.toNanos()))));
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
