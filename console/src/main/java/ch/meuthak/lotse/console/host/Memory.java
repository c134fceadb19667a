package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's memory, in bytes.
 *
 * @param total what there is
 * @param available what can be given to a new program without swapping
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_meminfo.5.html">proc_meminfo(5)</a>
 */
public record Memory(long total, long available) {
    /** The machine's own, also in a container. */
    public static final Path FILE = Path.of("/proc/meminfo");

    /** Reads the file; absent without the file or its lines. */
    public static Optional<Memory> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return bytes(lines, "MemTotal:")
                .flatMap(total -> bytes(lines, "MemAvailable:").map(available -> new Memory(total, available)));
    }

    private static Optional<Long> bytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(kibibytes -> !kibibytes.isEmpty())
                .map(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst();
    }
}
