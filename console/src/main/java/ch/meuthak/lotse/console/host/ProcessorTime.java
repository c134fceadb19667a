package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What became of the processors' time since the machine started, in ticks of a hundredth of a second, of all processors
 * together.
 *
 * @param total all of it
 * @param idle in which nobody wanted anything
 * @param stolen what this machine wanted and the hypervisor gave to others: on a burstable instance, what it does not get
 *     because its CPU credits are used up
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
public record ProcessorTime(long total, long idle, long stolen) {
    /** The machine's own, also in a container. */
    public static final Path FILE = Path.of("/proc/stat");

    /** user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in the first two. */
    private static final int COUNTED = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;

    /** Reads the file; absent without the file or its stolen time. */
    public static Optional<ProcessorTime> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("cpu ")).findFirst().flatMap(ProcessorTime::parse);
        }
    }

    private static Optional<ProcessorTime> parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length <= COUNTED) {
            return Optional.empty();
        }
        long[] ticks =
                Arrays.stream(fields, 1, COUNTED + 1).mapToLong(Long::parseLong).toArray();
        return Optional.of(
                new ProcessorTime(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IO_WAIT], ticks[COUNTED - 1]));
    }

    /** What has passed since an earlier reading; nothing of what went back. */
    public ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                Math.max(0, total - earlier.total),
                Math.max(0, idle - earlier.idle),
                Math.max(0, stolen - earlier.stolen));
    }

    /** The share of all time that was stolen, 0 to 1. */
    public double stolenOfAll() {
        return total <= 0 ? 0 : Math.clamp(stolen / (double) total, 0, 1);
    }

    /** The share of the time that the machine wanted that was stolen, 0 to 1; 0 when it wanted none. */
    public double stolenOfWanted() {
        long wanted = total - idle;
        return wanted <= 0 ? 0 : Math.clamp(stolen / (double) wanted, 0, 1);
    }
}
