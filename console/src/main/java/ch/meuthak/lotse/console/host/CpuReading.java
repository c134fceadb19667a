package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processor time that the box did not get since its start.
 *
 * @param processor the use of the processors' time; absent if the machine does not report it
 * @param throttled nanoseconds, of all processors together, in which a limit stopped this process's control group
 */
public record CpuReading(Optional<ProcessorTime> processor, long throttled) {
    /** Where a container sees its own control group. */
    public static final Path GROUPS = Path.of("/sys/fs/cgroup");

    /**
     * Reads the files.
     *
     * @param stat as {@link ProcessorTime#FILE}
     * @param groups as {@link #GROUPS}
     */
    public static CpuReading read(Path stat, Path groups) throws IOException {
        return new CpuReading(ProcessorTime.read(stat), Throttling.nanos(groups));
    }
}
