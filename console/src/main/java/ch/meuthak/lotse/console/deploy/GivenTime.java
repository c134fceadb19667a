package ch.meuthak.lotse.console.deploy;

import java.time.Duration;

/**
 * The clock of deadlines: it counts the time in which the box could work. Where a hypervisor or a CPU limit withholds the
 * processor, it runs slower than time passes, but always at a tenth of its pace at least: so a deadline of 60 s is over after ten
 * minutes, whatever happens.
 */
@FunctionalInterface
public interface GivenTime {
    /** How many times longer a deadline takes at most than it says. */
    int MOST_STRETCH = 10;

    /** As time passes: nothing is withheld. */
    GivenTime ALL = System::nanoTime;

    /** Nanoseconds; only their differences mean something. They never go back. */
    long nanos();

    /** The longest that a deadline of this time can take. */
    static Duration longest(Duration time) {
        return time.multipliedBy(MOST_STRETCH);
    }
}
