package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.host.Memory;
import ch.meuthak.lotse.console.words.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is room on this machine for one more container and one more image. */
final class CapacityCheck {

    private final Path memory;
    private final Path disk;

    /**
     * Of this machine.
     *
     * @param memory as {@code /proc/meminfo}, which is the machine's also in a container
     * @param disk on the file system that images are kept on
     */
    CapacityCheck(Path memory, Path disk) {
        this.memory = memory;
        this.disk = disk;
    }

    /** @param needed bytes */
    void requireMemory(long needed) throws PlatformException {
        Optional<Long> available = available();
        if (available.isPresent() && available.get() < needed) {
            throw new PlatformException("Too little memory for a second container beside the serving one: "
                    + Amounts.mebibytes(available.get()) + " are available, " + Amounts.mebibytes(needed)
                    + " are needed. Nothing was touched. Stop something else, or lower the service's memory limit.");
        }
    }

    /** @param needed bytes */
    void requireDisk(long needed) throws PlatformException {
        try {
            long usable = Files.getFileStore(Files.createDirectories(disk)).getUsableSpace();
            if (usable < needed) {
                throw new PlatformException("Too little disk space for the image: " + Amounts.mebibytes(usable)
                        + " are free on the file system of " + disk + ", " + Amounts.mebibytes(needed)
                        + " are needed, as much as the serving image takes. Nothing was touched. Free some, for instance"
                        + " with `docker image prune`.");
            }
        } catch (IOException e) {
            throw new PlatformException("The free disk space of " + disk + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** In bytes; absent where the machine does not tell. */
    private Optional<Long> available() throws PlatformException {
        try {
            return Memory.read(memory).map(Memory::available);
        } catch (IOException e) {
            throw new PlatformException("The free memory cannot be read: " + e.getMessage(), e);
        }
    }
}
