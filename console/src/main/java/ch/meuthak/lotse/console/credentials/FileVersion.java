package ch.meuthak.lotse.console.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** What tells that a file was written: empty when there is no such file. */
public record FileVersion(Path file, Optional<FileTime> written, long size) {

    public static FileVersion of(Path file) {
        try {
            return new FileVersion(file, Optional.of(Files.getLastModifiedTime(file)), Files.size(file));
        } catch (IOException e) {
            return new FileVersion(file, Optional.empty(), 0);
        }
    }
}
