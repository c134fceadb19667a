package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * When each image was pulled, as the times of empty files named by their digests: the engine does not say, and the time at
 * which an image was built is often the same for all that are built reproducibly. What is lost here only changes an order.
 */
final class PullTimes {
    private static final Logger LOG = Logger.getLogger(PullTimes.class.getName());

    private final Path folder;
    private final InstantSource clock;

    PullTimes(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void pulled(String digest) {
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.open(file(digest)).close();
            Files.setLastModifiedTime(file(digest), FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "When {0} was pulled is not kept: {1}", new Object[] {digest, e.getMessage()});
        }
    }

    Optional<Instant> pulledAt(String digest) {
        try {
            return Files.exists(file(digest))
                    ? Optional.of(Files.getLastModifiedTime(file(digest)).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void forget(String digest) {
        try {
            Files.deleteIfExists(file(digest));
        } catch (IOException e) {
            LOG.log(Level.FINE, "It stays, and does no harm: {0}", e.getMessage());
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest.substring(digest.indexOf(':') + 1));
    }
}
