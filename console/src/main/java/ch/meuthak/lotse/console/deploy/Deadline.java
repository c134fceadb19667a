package ch.meuthak.lotse.console.deploy;

import java.time.Duration;

/** An end of waiting, on the clock that never jumps. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isPast() {
        return System.nanoTime() - end >= 0;
    }

    /** Sleeps for the interval, or until the deadline when that is sooner. */
    void pause(Duration interval) throws InterruptedException {
        long left = Math.max(0, end - System.nanoTime());
        Thread.sleep(Duration.ofNanos(Math.min(left, interval.toNanos())));
    }
}
