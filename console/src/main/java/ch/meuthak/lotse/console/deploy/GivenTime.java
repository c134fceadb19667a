package ch.meuthak.lotse.console.deploy;

import java.time.Duration;

/**
 * The clock of deadlines. It counts the time in which the box could work. CPU steal or a CPU limit slows it down, to a tenth of
 * real time at most: a deadline of 60 s is over after ten minutes in every case.
 */
@FunctionalInterface
public interface GivenTime {
    /** A deadline takes at most so many times its length. */
    int MOST_STRETCH = 10;

    /** Real time. */
    GivenTime ALL = System::nanoTime;

    /** Nanoseconds; only their differences mean something. They never go back. */
    long nanos();

    /** The longest time that a deadline of this length can take. */
    static Duration longest(Duration time) {
        return time.multipliedBy(MOST_STRETCH);
    }
}
