package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.DeploymentRejected;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Release;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the console itself asks for. Everybody else goes first.
 *
 * @param requests takes a request, or throws {@link DeploymentRejected}
 */
record OwnRequests(Consumer<DeploymentRequest> requests, Journal journal, DeploymentLane lane) {
    private static final Logger LOG = Logger.getLogger(OwnRequests.class.getName());

    /** Asks for the first release where nothing was deployed yet, until it is taken or somebody else asks. */
    void first(Release release) throws InterruptedException {
        var request = new DeploymentRequest(release.digest(), "", "start", "Nothing was deployed yet.", "");
        Retry.until("The first release is not deployed yet", () -> {
            boolean mine = lane.isIdle() && journal.lastSucceeded().isEmpty();
            if (mine) {
                requests.accept(request);
            }
            return mine;
        });
    }

    /** Asks once. If it is refused, the page still shows the reason to ask. */
    void unlessOthersWait(DeploymentRequest request) {
        try {
            if (!lane.isTaken()) {
                requests.accept(request);
            }
        } catch (DeploymentRejected e) {
            LOG.log(Level.WARNING, "Release {0} is not deployed again: {1}", new Object[] {
                request.digest(), e.getMessage()
            });
        }
    }
}
