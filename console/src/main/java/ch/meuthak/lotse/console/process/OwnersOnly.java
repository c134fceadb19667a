package ch.meuthak.lotse.console.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders that nobody but their owner looks into (0700): what a release prints is not for everybody on the machine, and the
 * state directory around them may have been made by somebody else, with other rights.
 */
final class OwnersOnly {
    private OwnersOnly() {}

    /** The folder, made when it is not there; its rights are the owner's alone either way. */
    static Path folder(Path path) throws IOException {
        Files.createDirectories(path);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
}
