package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the box was not given of its processor since it started.
 *
 * @param processor what became of the processors' time; absent where the machine does not tell
 * @param throttled nanoseconds in which a limit kept this process's control group from the processor, of all processors together
 */
public record CpuReading(Optional<ProcessorTime> processor, long throttled) {
    /** Where a container sees its own control group. */
    public static final Path GROUPS = Path.of("/sys/fs/cgroup");

    /**
     * As the files say it.
     *
     * @param stat as {@link ProcessorTime#FILE}
     * @param groups as {@link #GROUPS}
     */
    public static CpuReading read(Path stat, Path groups) throws IOException {
        return new CpuReading(ProcessorTime.read(stat), Throttling.nanos(groups));
    }
}
