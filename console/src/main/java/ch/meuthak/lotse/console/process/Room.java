package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Whether there is room on this machine for a second release beside the serving one. */
final class Room {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final ProcessSettings settings;

    Room(ProcessSettings settings) {
        this.settings = settings;
    }

    void require() throws PlatformException {
        requireMemory(settings.freeMemory() == 0 ? OptionalLong.empty() : available(MEMORY));
        requireDisk();
    }

    private void requireMemory(OptionalLong available) throws PlatformException {
        if (available.isPresent() && available.getAsLong() < settings.freeMemory()) {
            throw new PlatformException("Too little memory for a second release beside the serving one: "
                    + available.getAsLong() / MEBIBYTE + " MiB are available, " + settings.freeMemory() / MEBIBYTE
                    + " MiB are needed. Nothing was touched. Stop something else, or ask for less.");
        }
    }

    private void requireDisk() throws PlatformException {
        try {
            Path folder = Files.createDirectories(settings.stateDirectory());
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < settings.freeDisk()) {
                throw new PlatformException("Too little disk space in " + folder + ": " + usable / MEBIBYTE
                        + " MiB are free, " + settings.freeDisk() / MEBIBYTE
                        + " MiB are needed. Nothing was touched. Free some space.");
            }
        } catch (IOException e) {
            throw new PlatformException("The free disk space cannot be read: " + e, e);
        }
    }

    /** MemAvailable of Linux, in bytes; empty elsewhere. See proc_meminfo(5). */
    static OptionalLong available(Path file) throws PlatformException {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            throw new PlatformException("The free memory cannot be read: " + e, e);
        }
    }
}
