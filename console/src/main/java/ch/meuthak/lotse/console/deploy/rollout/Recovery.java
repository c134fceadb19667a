package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finishes the deployments that the previous console left unfinished. It compares the journal with the platform and the edge,
 * and ends with exactly one serving release. "The old release" is that of the last deployment that succeeded. It gets the
 * traffic, and is started if it does not run.
 *
 * <table>
 * <caption>The decisions</caption>
 * <tr><th>journal</th><th>reality</th><th>decision</th></tr>
 * <tr><td>nothing unfinished</td><td>Compose or an operator started the serving release</td><td>it is the old release from
 *     now on ({@link Adoption})</td></tr>
 * <tr><td>nothing unfinished</td><td>-</td><td>serve the old release; stop the other slot</td></tr>
 * <tr><td>requested, pulling</td><td>nothing has changed</td><td>serve the old release; the newest such deployment waits
 *     and begins again, older ones are cancelled</td></tr>
 * <tr><td>starting, checking</td><td>the candidate never had traffic</td><td>serve the old release, keep the evidence,
 *     remove the candidate: failed. It is not tried again, because it may have killed the console</td></tr>
 * <tr><td>switching, baking</td><td>the edge outlived the console and sends to the candidate, which is ready and is the
 *     requested release</td><td>continue: bake again from the start</td></tr>
 * <tr><td>switching, baking</td><td>the edge sends to the old release or to none, or the candidate is gone or
 *     bad</td><td>serve the old release, keep the evidence, remove the candidate: rolled back</td></tr>
 * <tr><td>switching, baking</td><td>there is no old release and the candidate is ready</td><td>continue: switch</td></tr>
 * <tr><td>draining</td><td>the candidate is ready and is the requested release</td><td>route it, drain and stop the
 *     old one: succeeded, because its bake was good</td></tr>
 * <tr><td>draining</td><td>the candidate is gone or bad</td><td>serve the old release: rolled back</td></tr>
 * <tr><td>any, with a failure written</td><td>-</td><td>finish the rollback</td></tr>
 * <tr><td>any</td><td>the platform or the edge does not answer</td><td>retry until they do; nothing is deployed until
 *     then</td></tr>
 * <tr><td>any</td><td>the old release cannot be started</td><td>log it, and take deployments</td></tr>
 * </table>
 *
 * <p>Each row can be repeated if the console dies in it.
 */
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DeploymentContext site;
    private final Optional<DeploymentContext.Placed> old;
    private final Adoption adoption;
    private final InstantSource clock;

    Recovery(DeploymentContext site, Optional<Deployment> lastSucceeded, Adoption adoption, InstantSource clock) {
        this.site = site;
        this.old = lastSucceeded.flatMap(DeploymentContext.Placed::of);
        this.adoption = adoption;
        this.clock = clock;
    }

    /** Only a deployment that changed something needs a decision; the others begin again. */
    static boolean isUntouched(Deployment deployment) {
        return deployment.state().compareTo(DeploymentState.PULLING) <= 0
                && deployment.failure().isEmpty();
    }

    /** Returns when one release serves, with the rollout to continue, if there is one. */
    Optional<Rollout> reconcile(List<Logbook> unfinished) throws PlatformException, InterruptedException {
        Optional<Rollout> resumed = Optional.empty();
        for (Logbook logbook : unfinished) {
            Deployment found = logbook.now();
            if (!found.state().isFinal() && !isUntouched(found)) {
                logbook.interrupted();
                resumed = decide(logbook, candidate(found));
            }
        }
        if (resumed.isEmpty() && !adoption.adopt()) {
            serveOnlyTheOldRelease();
        }
        return resumed;
    }

    private Candidate candidate(Deployment found) {
        Slot slot = found.slot().orElseGet(() -> old.map(DeploymentContext.Placed::slot)
                .orElse(Slot.GREEN)
                .other());
        var previous = old.filter(placed -> placed.slot() != slot);
        return new Candidate(site, found, slot, previous, clock);
    }

    private Optional<Rollout> decide(Logbook logbook, Candidate candidate)
            throws PlatformException, InterruptedException {
        DeploymentState state = logbook.now().state();
        if (logbook.now().failure().isEmpty() && mayGoOn(state, candidate)) {
            return Optional.of(goOn(state, logbook, candidate));
        }
        putBack(logbook, candidate);
        return Optional.empty();
    }

    private boolean mayGoOn(DeploymentState state, Candidate candidate) throws PlatformException, InterruptedException {
        return switch (state) {
            case SWITCHING, BAKING ->
                (hasTraffic(candidate) || candidate.previous().isEmpty()) && isGood(candidate);
            case DRAINING -> isGood(candidate);
            default -> false;
        };
    }

    private boolean hasTraffic(Candidate candidate) throws PlatformException {
        return site.edge().active().equals(Optional.of(candidate.slot()));
    }

    private Rollout goOn(DeploymentState state, Logbook logbook, Candidate candidate) throws PlatformException {
        Optional<Running> running = site.platform().running(candidate.slot());
        if (running.isPresent()) {
            site.edge().route(candidate.slot(), running.get().address());
        }
        var from = state == DeploymentState.DRAINING ? state : DeploymentState.BAKING;
        return new Rollout(candidate, logbook, from);
    }

    private void putBack(Logbook logbook, Candidate candidate) throws PlatformException, InterruptedException {
        Deployment found = logbook.now();
        if (candidate.previous().isPresent()) {
            serve(candidate.previous().get());
        }
        String failure = found.failure().isEmpty()
                ? "The console stopped while this deployment was "
                        + found.state().id() + ". The previous release serves. Deploy again."
                : found.failure();
        new CandidateRollback(candidate, logbook).run(failure, found.ending().orElse(DeploymentState.FAILED));
    }

    /** True as soon as it is ready and reports the requested release; false if it does not within a few seconds. */
    private boolean isGood(Candidate candidate) throws PlatformException, InterruptedException {
        var deadline = site.deadline(PATIENCE);
        do {
            try {
                var running = candidate.running();
                if (candidate.ready().isOk()
                        && site.difference(running, candidate.release()).isEmpty()) {
                    return true;
                }
            } catch (StepFailure e) {
                if (site.platform().running(candidate.slot()).isEmpty()) {
                    return false;
                }
            }
            deadline.pause(site.settings().checkInterval());
        } while (!deadline.isPast());
        return false;
    }

    private void serveOnlyTheOldRelease() throws PlatformException, InterruptedException {
        if (old.isPresent()) {
            serve(old.get());
            new SlotDrain(site, old.get().slot().other()).run();
        }
    }

    /**
     * A release may be unable to serve although platform and edge answer: its files are damaged, or it exits at once. The
     * operator must still be able to deploy another one.
     */
    private void serve(DeploymentContext.Placed placed) throws PlatformException, InterruptedException {
        try {
            site.serve(placed);
        } catch (PlatformException e) {
            site.platform().running(placed.slot());
            site.edge().active();
            LOG.log(Level.SEVERE, "The last release cannot be started: {0} Deploy another one.", e.getMessage());
        }
    }
}
