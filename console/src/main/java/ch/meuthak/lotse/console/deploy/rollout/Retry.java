package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.PlatformException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tries again until it works: a disk may be full, and an engine may be away, for as long as it takes somebody to notice. */
final class Retry {
    private static final Logger LOG = Logger.getLogger(Retry.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Retry() {}

    /** What is tried. */
    interface Attempt<T> {
        T get() throws PlatformException, InterruptedException;
    }

    /**
     * Returns when an attempt has worked. The log has the first failure as a warning.
     *
     * @param failure begins the line in the log: {@code The serving release is not known yet}
     */
    static <T> T until(String failure, Attempt<T> attempt) throws InterruptedException {
        for (Level level = Level.WARNING; ; level = Level.FINE) {
            try {
                return attempt.get();
            } catch (PlatformException | JournalException | DeploymentRejected e) {
                LOG.log(level, "{0}: {1}", new Object[] {failure, e.getMessage()});
            }
            Thread.sleep(PAUSE);
        }
    }
}
