package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs deployments one after another on a thread of its own, after the recovery. Between them it adopts releases that Compose or
 * an operator started.
 */
final class DeploymentRunner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeploymentRunner.class.getName());
    private static final int WATCHES_PER_GLANCE = 3;

    private final DeploymentContext site;
    private final Journal journal;
    private final DeploymentLane lane;
    private final Adoption adoption;
    private final PreparedConfiguration prepared;
    private final InstantSource clock;
    private final ServingReleaseMonitor watch;
    private @Nullable Thread thread;
    private volatile boolean closed;

    DeploymentRunner(
            DeploymentContext site,
            Journal journal,
            DeploymentLane lane,
            OwnRequests own,
            PreparedConfiguration prepared,
            InstantSource clock,
            ServingReleaseMonitor watch,
            Consumer<Deployment> adopted) {
        this.site = site;
        this.journal = journal;
        this.lane = lane;
        this.adoption = new Adoption(site, journal, own::unlessOthersWait, clock, adopted);
        this.prepared = prepared;
        this.clock = clock;
        this.watch = watch;
    }

    /** Runs after the recovery. */
    interface Recovered {
        void run() throws InterruptedException;
    }

    /** @param recovered is called after the recovery, before the first deployment runs */
    void start(List<Logbook> unfinished, Recovered recovered) {
        unfinished.forEach(lane::show);
        thread = Thread.ofVirtual().name("deployments").start(() -> {
            try {
                recover(unfinished, recovered);
                work();
            } catch (InterruptedException e) {
                LOG.log(Level.FINE, "The deployments stop", e);
            }
        });
    }

    private void recover(List<Logbook> unfinished, Recovered recovered) throws InterruptedException {
        queueUntouched(unfinished);
        Optional<Rollout> resumed = reconcile(unfinished);
        unfinished.stream().filter(logbook -> logbook.now().state().isFinal()).forEach(lane::forget);
        if (resumed.isPresent()) {
            lane.runs(resumed.get());
            run(resumed.get());
        }
        recovered.run();
    }

    private void queueUntouched(List<Logbook> unfinished) {
        for (Logbook logbook : unfinished) {
            if (Recovery.isUntouched(logbook.now())) {
                logbook.interrupted();
                lane.enter(logbook);
            }
        }
    }

    /** Until the platform and the edge answer, nobody knows what serves. */
    private Optional<Rollout> reconcile(List<Logbook> unfinished) throws InterruptedException {
        return Retry.until(
                "The serving release is not known yet",
                () -> new Recovery(site, journal.lastSucceeded(), adoption, clock).reconcile(unfinished));
    }

    private void work() throws InterruptedException {
        Duration interval = site.settings().watch().multipliedBy(WATCHES_PER_GLANCE);
        int calm = 0;
        while (!closed) {
            Optional<Logbook> next = lane.awaitNext(interval);
            calm = next.isPresent() || watch.isWatched() || !isCalm() ? 0 : calm + WATCHES_PER_GLANCE;
            if (calm % DeploymentContext.CALM == 0) {
                adopt();
            }
            if (next.isPresent()) {
                deploy(next.get());
            }
        }
    }

    /** Asks only the edge, which is cheap. If not, the monitor of the serving release checks, too. */
    private boolean isCalm() {
        try {
            Optional<Slot> active = site.edge().active();
            if (active.isPresent() && site.edge().answers(active.get())) {
                return true;
            }
        } catch (PlatformException e) {
            LOG.log(Level.FINE, "The edge does not report whether the release answers: {0}", e.getMessage());
        }
        watch.wake();
        return false;
    }

    private void adopt() throws InterruptedException {
        try {
            adoption.adopt();
        } catch (PlatformException | JournalException e) {
            LOG.log(Level.FINE, "The serving release is not known now: {0}", e.getMessage());
        }
        prepared.watch();
    }

    private void deploy(Logbook next) throws InterruptedException {
        try {
            Rollout rollout = rollout(next);
            if (lane.take(next, rollout)) {
                run(rollout);
                prune();
                prepared.watch();
            }
        } catch (PlatformException | JournalException e) {
            fail(next, String.valueOf(e.getMessage()));
        }
    }

    /** It could not begin, because the serving release is not known. */
    private void fail(Logbook next, String why) throws InterruptedException {
        if (lane.take(next, null)) {
            next.finish(DeploymentState.FAILED, why);
            lane.forget(next);
        }
    }

    private void run(Rollout rollout) throws InterruptedException {
        try {
            rollout.run();
            lane.forget(rollout.logbook());
        } finally {
            lane.runs(null);
        }
    }

    /** The candidate goes to the slot that has no traffic. */
    private Rollout rollout(Logbook logbook) throws PlatformException {
        Optional<DeploymentContext.Placed> last = journal.lastSucceeded().flatMap(DeploymentContext.Placed::of);
        Optional<Slot> active = site.edge().active();
        Optional<DeploymentContext.Placed> previous = active.isEmpty() ? last : occupant(active.get(), last);
        Slot slot = active.or(() -> last.map(DeploymentContext.Placed::slot))
                .orElse(Slot.GREEN)
                .other();
        var candidate = new Candidate(site, logbook.now(), slot, previous, clock);
        return new Rollout(candidate, logbook, DeploymentState.REQUESTED);
    }

    private Optional<DeploymentContext.Placed> occupant(Slot active, Optional<DeploymentContext.Placed> last)
            throws PlatformException {
        return site.platform()
                .running(active)
                .map(Running::release)
                .map(release -> new DeploymentContext.Placed(release, active))
                .or(() -> last.filter(placed -> placed.slot() == active));
    }

    /** Keeps the serving, the previous and the waiting release, and the newest ones. */
    private void prune() {
        try {
            var platform = site.platform();
            Set<Release> keep = new LinkedHashSet<>();
            journal.latest(100).stream()
                    .filter(found -> found.state() == DeploymentState.SUCCEEDED
                            || !found.state().isFinal())
                    .limit(3)
                    .forEach(found -> keep.add(found.release()));
            Optional<Deployment> serves = journal.lastSucceeded();
            serves.ifPresent(found -> keep.add(found.release()));
            serves.flatMap(found ->
                            journal.lastSucceededOtherThan(found.release().digest()))
                    .ifPresent(found -> keep.add(found.release()));
            platform.prune(List.copyOf(keep), site.settings().keptReleases());
        } catch (PlatformException | JournalException e) {
            LOG.log(Level.WARNING, "Old releases were not removed: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread runner = thread;
        if (runner == null || runner == Thread.currentThread()) {
            return;
        }
        try {
            do {
                runner.interrupt();
            } while (!runner.join(Duration.ofMillis(50)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
