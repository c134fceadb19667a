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
 * The time of each pull, as the time of an empty file named by the digest. The engine does not report it, and reproducible builds
 * often share one build time. A lost file only changes the order.
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
            LOG.log(Level.WARNING, "The time of the pull of {0} is not kept: {1}", new Object[] {digest, e.getMessage()
            });
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
            LOG.log(Level.FINE, "A file was not deleted: {0}", e.getMessage());
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest.substring(digest.indexOf(':') + 1));
    }
}
