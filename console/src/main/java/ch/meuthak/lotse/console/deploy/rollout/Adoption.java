package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentRequest;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes over a release that no deployment started: the first container from Compose, or one that an operator recreated.
 * The journal gets it as a deployment that succeeded. So a rollback can use it, it is never pruned, and it serves again after a
 * crash.
 *
 * <p>Compose recreates a service from the image in its file. So a changed variable brings an older release back. A release that
 * has served here before does not stay: the one that it replaced is deployed again, with the new configuration from Compose.
 * A release that is new here is what somebody wanted from Compose, and stays.
 */
final class Adoption {
    private static final Logger LOG = Logger.getLogger(Adoption.class.getName());
    private static final String FIRST = "Compose or an operator started it before the console.";
    private static final int HISTORY = 1000;

    private final DeploymentContext site;
    private final Journal journal;
    private final Consumer<DeploymentRequest> requests;
    private final InstantSource clock;
    private final Consumer<Deployment> adopted;

    /**
     * @param requests takes the request to deploy the replaced release again, unless another request waits
     * @param adopted gets the adopted release
     */
    Adoption(
            DeploymentContext site,
            Journal journal,
            Consumer<DeploymentRequest> requests,
            InstantSource clock,
            Consumer<Deployment> adopted) {
        this.site = site;
        this.journal = journal;
        this.requests = requests;
        this.clock = clock;
        this.adopted = adopted;
    }

    /**
     * True when such a release has the traffic, adopted now or before. If the slot with the traffic is empty and such a release
     * is ready in the other slot, it gets the traffic.
     *
     * @throws Journal.JournalException when it could not be written; it is safe to try again
     */
    boolean adopt() throws PlatformException, InterruptedException {
        Optional<Running> found = serving();
        if (found.isPresent() && !isLastSucceeded(found.get())) {
            adopt(found.get());
        }
        return found.isPresent() || finished();
    }

    /** Serves the last release again if Compose was interrupted while it replaced it. */
    private boolean finished() throws PlatformException, InterruptedException {
        Optional<DeploymentContext.Placed> last = site.platform().leftHalfway()
                ? journal.lastSucceeded().flatMap(DeploymentContext.Placed::of)
                : Optional.empty();
        if (last.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "Compose stopped the release and started no other. The console starts {0} again.",
                    last.get().release().shortDigest());
            site.serve(last.get());
        }
        return last.isPresent();
    }

    private void adopt(Running running) {
        Optional<Release> replaced = journal.lastSucceeded()
                .map(Deployment::release)
                .filter(release -> !release.digest().equals(running.release().digest()));
        boolean older = replaced.isPresent() && hasServed(running.release());
        String reason =
                replaced.map(before -> words(running.release(), before, older)).orElse(FIRST);
        Deployment made = deployment(running, reason);
        journal.write(new Journal.Entry(made, "", ""));
        adopted.accept(made);
        LOG.log(Level.INFO, "Adopted release {0} in slot {1}: {2}", new Object[] {
            running.release().shortDigest(), running.slot().id(), reason
        });
        if (older) {
            requests.accept(new DeploymentRequest(
                    replaced.get().digest(),
                    "",
                    "start",
                    "Compose had replaced it with the older release "
                            + running.release().shortDigest() + ".",
                    ""));
        }
    }

    private boolean hasServed(Release release) {
        return journal.latest(HISTORY).stream()
                .filter(found -> found.state() == DeploymentState.SUCCEEDED)
                .anyMatch(found -> found.release().digest().equals(release.digest()));
    }

    private static String words(Release now, Release before, boolean older) {
        return "Compose or an operator replaced release " + before.shortDigest() + " with " + now.shortDigest()
                + ". Requests may have failed. "
                + (older
                        ? now.shortDigest() + " has served here before, so the console deploys " + before.shortDigest()
                                + " again."
                        : now.shortDigest() + " is new here, so it stays. To undo this, roll back to "
                                + before.shortDigest() + ".");
    }

    private Optional<Running> serving() throws PlatformException, InterruptedException {
        Optional<Slot> active = site.edge().active();
        if (active.isEmpty()) {
            return Optional.empty();
        }
        Optional<Running> there = site.platform().running(active.get());
        return there.isPresent()
                ? there.filter(running -> !running.ours())
                : moved(active.get().other());
    }

    private Optional<Running> moved(Slot slot) throws PlatformException, InterruptedException {
        Optional<Running> there = site.platform().running(slot).filter(running -> !running.ours());
        if (there.isEmpty() || !site.ready(there.get()).isOk()) {
            return Optional.empty();
        }
        site.edge().route(slot, there.get().address());
        return there;
    }

    private boolean isLastSucceeded(Running running) {
        var placed = new DeploymentContext.Placed(running.release(), running.slot());
        return journal.lastSucceeded()
                .flatMap(DeploymentContext.Placed::of)
                .filter(last -> last.slot() == placed.slot()
                        && last.release().digest().equals(placed.release().digest()))
                .isPresent();
    }

    private Deployment deployment(Running running, String reason) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Deployment(
                new DeploymentIds(clock).next(),
                DeploymentState.SUCCEEDED,
                "start",
                Optional.empty(),
                reason,
                false,
                now,
                Optional.of(now),
                running.release(),
                Optional.of(running.slot()),
                List.of(),
                "",
                Optional.empty());
    }
}
