package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The share of the processor that the box gets of what it wants. CPU steal reduces it (used-up CPU credits, or a neighbour), or a
 * limit of a control group (throttling).
 */
public final class CpuSupply {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

    /** Closer readings are inexact: the kernel counts in ticks, and in periods of a tenth of a second. */
    private static final long LEAST_SPAN = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path stat;
    private final Path groups;
    private final LongSupplier clock;
    private final int mostStretch;
    private long at;
    private CpuReading before;
    private long given;

    /**
     * Another machine.
     *
     * @param stat as {@code /proc/stat}
     * @param groups as {@code /sys/fs/cgroup}
     * @param clock nanoseconds
     * @param mostStretch how many times slower than the clock {@link #givenNanos} runs at most
     */
    CpuSupply(Path stat, Path groups, LongSupplier clock, int mostStretch) {
        this.stat = stat;
        this.groups = groups;
        this.clock = clock;
        this.mostStretch = mostStretch;
        this.at = clock.getAsLong();
        this.before = read();
    }

    /** This machine, and this process's control group. */
    public static CpuSupply ofThisBox(int mostStretch) {
        return new CpuSupply(ProcessorTime.FILE, CpuReading.GROUPS, System::nanoTime, mostStretch);
    }

    /** If it cannot be read, nothing counts as withheld. */
    private CpuReading read() {
        try {
            return CpuReading.read(stat, groups);
        } catch (IOException | NumberFormatException e) {
            return new CpuReading(Optional.empty(), 0);
        }
    }

    /** The time that passed without that in which the processor was withheld, in nanoseconds; it never goes back. */
    public synchronized long givenNanos() {
        long now = clock.getAsLong();
        long passed = now - at;
        if (passed >= LEAST_SPAN) {
            CpuReading reading = read();
            given += Math.max(passed / mostStretch, passed - withheld(passed, reading));
            at = now;
            before = reading;
        }
        return given;
    }

    private long withheld(long passed, CpuReading now) {
        long throttled = Math.clamp(now.throttled() - before.throttled(), 0, passed);
        return Math.max(throttled, stolen(passed, now));
    }

    /** With several processors more may be stolen than time passed: then the share counts of what was wanted. */
    private long stolen(long passed, CpuReading now) {
        if (now.processor().isEmpty() || before.processor().isEmpty()) {
            return 0;
        }
        ProcessorTime since = now.processor().get().since(before.processor().get());
        return Math.min(since.stolen() * TICK, (long) (passed * since.stolenOfWanted()));
    }
}
