package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the console itself asks for. It gives way to everybody else.
 *
 * @param requests takes a wish, or throws {@link DeploymentRejected}
 */
record OwnRequests(Consumer<DeploymentRequest> requests, Journal journal, DeploymentLane lane) {
    private static final Logger LOG = Logger.getLogger(OwnRequests.class.getName());
    private static final Duration RETRY = Duration.ofMillis(500);

    /**
     * The first release, where nothing was deployed yet: again and again while it cannot be kept, because the disk is full for
     * example, unless somebody else asks first.
     */
    void first(Release release) throws InterruptedException {
        var wish = new DeploymentRequest(release.digest(), "", "start", "Nothing was deployed yet.", "");
        for (boolean said = false; lane.isIdle(); said = true) {
            try {
                if (journal.lastSucceeded().isEmpty()) {
                    requests.accept(wish);
                }
                return;
            } catch (DeploymentRejected | JournalException e) {
                LOG.log(
                        said ? Level.FINE : Level.WARNING,
                        "The first release is not deployed yet: {0}",
                        e.getMessage());
                Thread.sleep(RETRY);
            }
        }
    }

    /** Once; what it is about is on the page when it cannot be taken. */
    void unlessOthersWait(DeploymentRequest wish) {
        try {
            if (!lane.isTaken()) {
                requests.accept(wish);
            }
        } catch (DeploymentRejected e) {
            LOG.log(Level.WARNING, "Release {0} is not deployed again: {1}", new Object[] {wish.digest(), e.getMessage()
            });
        }
    }
}
