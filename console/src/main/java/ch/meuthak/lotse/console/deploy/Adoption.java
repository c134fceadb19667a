package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes over what no deployment put where it is: the container that Compose started first, or the one that an operator
 * recreated by hand, in whichever slot. It becomes a deployment that succeeded, so that it can be gone back to, is never
 * pruned, and is served again after a crash. What deployments started is never adopted.
 *
 * <p>Compose recreates a service from the image that its file names, whatever serves: an older release comes back with a changed
 * variable. So a release that has served here before does not stay: the one that it replaced is deployed again, with the
 * configuration that Compose has just given. A release that was never here before is what somebody asked Compose for, and stays.
 */
final class Adoption {
    private static final Logger LOG = Logger.getLogger(Adoption.class.getName());
    private static final String FIRST = "It served already when the console looked: Compose or an operator started it.";
    private static final int HISTORY = 1000;

    private final DeploymentContext site;
    private final Journal journal;
    private final Consumer<DeploymentRequest> requests;
    private final InstantSource clock;
    private final Consumer<Deployment> adopted;

    /**
     * @param requests takes the wish to deploy what Compose has replaced, unless somebody else's waits already
     * @param adopted is told what was adopted
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
     * True when what has the traffic is such a one, adopted now or before. Where the slot with the traffic is empty and such
     * a one is ready in the other slot, it is given the traffic.
     *
     * @throws Journal.JournalException when it could not be written; nothing is lost by trying again
     */
    boolean adopt() throws PlatformException, InterruptedException {
        Optional<Running> found = serving();
        if (found.isPresent() && !isLastSucceeded(found.get())) {
            adopt(found.get());
        }
        return found.isPresent() || finished();
    }

    /** Serves the last release where somebody stopped it, began to put another in its place, and did not go on. */
    private boolean finished() throws PlatformException, InterruptedException {
        Optional<DeploymentContext.Placed> last = site.platform().leftHalfway()
                ? journal.lastSucceeded().flatMap(DeploymentContext.Placed::of)
                : Optional.empty();
        if (last.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "Compose has stopped the release and not started another: {0} is started again.",
                    last.get().release().shortDigest());
            new TrafficRestore(site).serve(last.get());
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
                    "Compose had put the older release " + running.release().shortDigest() + " in its place.",
                    ""));
        }
    }

    private boolean hasServed(Release release) {
        return journal.latest(HISTORY).stream()
                .filter(found -> found.state() == DeploymentState.SUCCEEDED)
                .anyMatch(found -> found.release().digest().equals(release.digest()));
    }

    private static String words(Release now, Release before, boolean older) {
        return "Compose or an operator started release " + now.shortDigest() + " in place of " + before.shortDigest()
                + ", past the console: requests may have failed meanwhile. "
                + (older
                        ? "It has served here before, so " + before.shortDigest() + " is deployed again."
                        : "It is new here, so it stays. To go back, roll back to " + before.shortDigest() + ".");
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
