package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The id of this boot of the machine. It changes at each start, independently of the clock.
 *
 * @see <a href="https://man7.org/linux/man-pages/man4/random.4.html">random(4)</a>
 */
public final class BootId {
    /** The machine's own, also in a container. */
    public static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** Empty if the machine does not report it. */
    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
