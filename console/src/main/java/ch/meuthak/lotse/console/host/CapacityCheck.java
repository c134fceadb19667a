package ch.meuthak.lotse.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether this machine has room for one more release.
 *
 * @param memory as {@link Memory#FILE}
 * @param disk a folder on the file system that counts; created if it is not there
 */
public record CapacityCheck(Path memory, Path disk) {
    private static final long MEBIBYTE = 1024 * 1024;

    /** There is too little, or it cannot be read. The message has the numbers and what to do. */
    public static final class Shortage extends Exception {
        private static final long serialVersionUID = 1L;

        Shortage(String message) {
            super(message);
        }
    }

    /** Requires so many bytes of memory. */
    public void requireMemory(long needed, String remedy) throws Shortage {
        try {
            Optional<Long> available = Memory.read(memory).map(Memory::available);
            if (available.isPresent() && available.get() < needed) {
                throw new Shortage("Not enough memory for a second release: " + available.get() / MEBIBYTE
                        + " MiB available, " + needed / MEBIBYTE + " MiB needed. Nothing was changed. " + remedy);
            }
        } catch (IOException e) {
            throw new Shortage("The free memory cannot be read: " + e);
        }
    }

    /** Requires so many bytes on the disk. */
    public void requireDisk(long needed, String remedy) throws Shortage {
        try {
            long usable = Files.getFileStore(Files.createDirectories(disk)).getUsableSpace();
            if (usable < needed) {
                throw new Shortage("Not enough disk space on the file system of " + disk + ": " + usable / MEBIBYTE
                        + " MiB free, " + needed / MEBIBYTE + " MiB needed. Nothing was changed. " + remedy);
            }
        } catch (IOException e) {
            throw new Shortage("The free disk space of " + disk + " cannot be read: " + e);
        }
    }
}
