package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How long a limit of this process's control group, or of a group above it, stopped the group: in nanoseconds, of all processors
 * together. Both kinds of control groups report it; newer kernels also for the groups above.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
final class Throttling {
    private static final long NANOS_IN_MICROSECOND = 1000;

    /** Where version 1 and version 2 have it, as a container sees its own group. */
    private static final List<String> FOLDERS = List.of("", "cpu", "cpu,cpuacct");

    private static final List<String> FILES = List.of("cpu.stat.local", "cpu.stat");

    private Throttling() {}

    /** The largest number in the files; 0 without a file. */
    static long nanos(Path groups) throws IOException {
        long most = 0;
        for (String folder : FOLDERS) {
            for (String name : FILES) {
                Path file = groups.resolve(folder).resolve(name);
                if (Files.isReadable(file)) {
                    most = Math.max(most, in(Files.readAllLines(file)));
                }
            }
        }
        return most;
    }

    private static long in(List<String> lines) {
        return value(lines, "throttled_time ")
                .or(() -> value(lines, "throttled_usec ").map(micros -> micros * NANOS_IN_MICROSECOND))
                .orElse(0L);
    }

    private static Optional<Long> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .findFirst();
    }
}
