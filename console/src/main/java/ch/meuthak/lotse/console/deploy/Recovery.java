package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Running;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a console that starts makes of the deployments its predecessor left unfinished: it compares the journal with what
 * the platform and the edge really are, and gets to exactly one serving release. "The old release" is that of the last
 * deployment that succeeded; it is routed where it runs and started where it does not.
 *
 * <table>
 * <caption>The decisions</caption>
 * <tr><th>journal says</th><th>and in truth</th><th>then</th></tr>
 * <tr><td>nothing unfinished</td><td>what serves was started by Compose or by hand</td><td>it is the old release from now
 *     on ({@link Adoption})</td></tr>
 * <tr><td>nothing unfinished</td><td>-</td><td>serve the old release; stop whatever is in the other slot</td></tr>
 * <tr><td>requested, pulling</td><td>nothing was touched</td><td>serve the old release; the newest such deployment waits
 *     and begins again, older ones are cancelled</td></tr>
 * <tr><td>starting, checking</td><td>the candidate never had traffic</td><td>serve the old release, keep the evidence,
 *     remove the candidate: failed. It is not tried again by itself, for the attempt may be what killed the console</td></tr>
 * <tr><td>switching, baking</td><td>the edge outlived the console, sends to the candidate, and that is ready and is what
 *     was asked for</td><td>go on: bake once more from the start</td></tr>
 * <tr><td>switching, baking</td><td>the edge sends to the old release, or to nobody, or the candidate is gone or
 *     bad</td><td>serve the old release, keep the evidence, remove the candidate: rolled back</td></tr>
 * <tr><td>switching, baking</td><td>there is no old release and the candidate is ready</td><td>go on: switch</td></tr>
 * <tr><td>draining</td><td>the candidate is ready and is what was asked for</td><td>route it, drain and stop the old
 *     one: succeeded, for its bake was good</td></tr>
 * <tr><td>draining</td><td>the candidate is gone or bad</td><td>serve the old release: rolled back</td></tr>
 * <tr><td>any, with a failure written</td><td>-</td><td>it was being put back: finish that</td></tr>
 * <tr><td>any</td><td>the platform or the edge does not answer</td><td>try again until they do; nothing is deployed until
 *     then</td></tr>
 * <tr><td>any</td><td>the old release cannot be started any more</td><td>say so, and take deployments</td></tr>
 * </table>
 *
 * <p>Each row can be done again when the console dies in it.
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

    /** Only a deployment that touched something needs a decision; those before begin again. */
    static boolean isUntouched(Deployment deployment) {
        return deployment.state().compareTo(DeploymentState.PULLING) <= 0
                && deployment.failure().isEmpty();
    }

    /** Returns when one release serves, with the rollout to go on with, if there is one. */
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
                        + found.state().id() + "; the release from before serves. Ask for it again."
                : found.failure();
        new CandidateRollback(candidate, logbook).run(failure, found.ending().orElse(DeploymentState.FAILED));
    }

    /** True as soon as it is ready and says that it is what was asked for; false when it does not within a few seconds. */
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
     * A release that cannot be served although platform and edge answer (its files are damaged, it exits at once) must not
     * keep the operator from deploying another.
     */
    private void serve(DeploymentContext.Placed placed) throws PlatformException, InterruptedException {
        try {
            new TrafficRestore(site).serve(placed);
        } catch (PlatformException e) {
            site.platform().running(placed.slot());
            site.edge().active();
            LOG.log(Level.SEVERE, "The release that should serve cannot: {0} Deploy another one.", e.getMessage());
        }
    }
}
