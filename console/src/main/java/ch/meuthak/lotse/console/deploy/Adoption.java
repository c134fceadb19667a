package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes over what no deployment put where it is: the container that Compose started first, or the one that an operator
 * recreated by hand, in whichever slot. It becomes a deployment that succeeded, so that it can be gone back to, is never
 * pruned, and is served again after a crash. What deployments started is never adopted.
 */
final class Adoption {
    private static final Logger LOG = Logger.getLogger(Adoption.class.getName());
    private static final String REASON =
            "It served already when the console looked: Compose or an operator started it.";

    private final Site site;
    private final Journal journal;
    private final InstantSource clock;

    Adoption(Site site, Journal journal, InstantSource clock) {
        this.site = site;
        this.journal = journal;
        this.clock = clock;
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
            journal.write(new Journal.Entry(deployment(found.get()), "", ""));
            LOG.log(Level.INFO, "Adopted release {0} in slot {1}: {2}", new Object[] {
                found.get().release().shortDigest(), found.get().slot().id(), REASON
            });
        }
        return found.isPresent();
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
        var placed = new Site.Placed(running.release(), running.slot());
        return journal.lastSucceeded()
                .flatMap(Site.Placed::of)
                .filter(last -> last.slot() == placed.slot()
                        && last.release().digest().equals(placed.release().digest()))
                .isPresent();
    }

    private Deployment deployment(Running running) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Deployment(
                new DeploymentIds(clock).next(),
                DeploymentState.SUCCEEDED,
                "start",
                Optional.empty(),
                REASON,
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
