package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Box.Cpu;
import ch.meuthak.lotse.console.facts.Box.Resources;
import java.util.stream.Collectors;

/** The measurements of the box, in sentences. */
public final class BoxWords {
    /** The source of all of that, as evidence names it. */
    public static final String SOURCE = "the box";

    private BoxWords() {}

    /** How much memory is left. */
    public static String memory(Resources resources) {
        return Amounts.mebibytes(resources.availableMemory()) + " of the box's " + Amounts.mebibytes(resources.memory())
                + " of memory are available.";
    }

    /** How much of the disk is left. */
    public static String disk(Resources resources) {
        return Amounts.mebibytes(resources.freeDisk()) + " of the " + Amounts.mebibytes(resources.disk())
                + " of its disk are free.";
    }

    /** How much CPU time the box does not get. */
    public static String withheld(Cpu cpu) {
        String steal = "CPU steal is " + percent(cpu.steal()) + " of all time, and " + percent(cpu.stealOfWanted())
                + " of the time that the box needs.";
        return cpu.isThrottled()
                ? steal + " A CPU limit throttles the console " + percent(cpu.throttled()) + " of the time."
                : steal;
    }

    /** Where the API is published, {@code 0.0.0.0:5000}, as a list; empty for nowhere. */
    public static String published(Box box) {
        return box.api().stream().map(BoundPort::toString).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
