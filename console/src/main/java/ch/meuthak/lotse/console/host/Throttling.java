package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * For how long a limit of its control group, or of one above it, kept this process's group from the processor although it
 * wanted it: in nanoseconds, of all processors together. Both kinds of control groups tell that; younger kernels also what groups above withheld.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
final class Throttling {
    private static final long NANOS_IN_MICROSECOND = 1000;

    /** Where version 1 and version 2 have it, as a container sees its own group. */
    private static final List<String> FOLDERS = List.of("", "cpu", "cpu,cpuacct");

    private static final List<String> FILES = List.of("cpu.stat.local", "cpu.stat");

    private Throttling() {}

    /** The largest that any of the files tells; 0 where there is none. */
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
