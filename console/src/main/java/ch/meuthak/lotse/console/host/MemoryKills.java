package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many processes the kernel has killed since the machine started because there was no memory, in whichever cgroup.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/mm/concepts.html#oom-killer">docs.kernel.org, "OOM killer"</a>
 */
public final class MemoryKills {
    /** The machine's own, also in a container. */
    public static final Path FILE = Path.of("/proc/vmstat");

    private static final String NAME = "oom_kill ";

    private MemoryKills() {}

    /** Absent if the machine does not report it. */
    public static OptionalLong read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(NAME))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(NAME.length()).strip()))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
