package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.host.Memory;
import ch.meuthak.lotse.console.words.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is room on this machine for a second release beside the serving one. */
final class MemoryCheck {

    private final ProcessSettings settings;

    MemoryCheck(ProcessSettings settings) {
        this.settings = settings;
    }

    void require() throws PlatformException {
        requireMemory(settings.freeMemory() == 0 ? Optional.empty() : memory().map(Memory::available));
        requireDisk();
    }

    private void requireMemory(Optional<Long> available) throws PlatformException {
        if (available.isPresent() && available.get() < settings.freeMemory()) {
            throw new PlatformException("Too little memory for a second release beside the serving one: "
                    + Amounts.mebibytes(available.get()) + " are available, "
                    + Amounts.mebibytes(settings.freeMemory())
                    + " are needed. Nothing was touched. Stop something else, or ask for less.");
        }
    }

    private void requireDisk() throws PlatformException {
        try {
            Path folder = Files.createDirectories(settings.stateDirectory());
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < settings.freeDisk()) {
                throw new PlatformException("Too little disk space in " + folder + ": " + Amounts.mebibytes(usable)
                        + " are free, " + Amounts.mebibytes(settings.freeDisk())
                        + " are needed. Nothing was touched. Free some space.");
            }
        } catch (IOException e) {
            throw new PlatformException("The free disk space cannot be read: " + e, e);
        }
    }

    private static Optional<Memory> memory() throws PlatformException {
        try {
            return Memory.read(Memory.FILE);
        } catch (IOException e) {
            throw new PlatformException("The free memory cannot be read: " + e, e);
        }
    }
}
