package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.JsonPlace;
import ch.meuthak.lotse.server.PrivateFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A JSON file that outlives the console. Only its owner can read it (0600, in a folder of 0700): a container's environment and
 * output may contain secrets.
 */
final class StateFile {
    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    Optional<JsonNode> read() throws PlatformException {
        try {
            return Files.isRegularFile(file) ? Optional.of(Engine.JSON.readTree(file.toFile())) : Optional.empty();
        } catch (JsonProcessingException e) {
            // its message quotes the file, which may have secrets in it
            throw new PlatformException(file + " is not JSON" + JsonPlace.of(e) + ". Delete it.");
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** In one step: a reader gets the old or the new content. */
    void write(JsonNode content) throws PlatformException {
        try {
            PrivateFiles.folder(file.toAbsolutePath().resolveSibling(""));
            PrivateFiles.replace(file, Engine.JSON.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    void delete() throws PlatformException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
