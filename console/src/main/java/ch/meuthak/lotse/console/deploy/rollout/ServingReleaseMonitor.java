package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.Deployments.Serving;
import ch.meuthak.lotse.console.deploy.Journal;
import ch.meuthak.lotse.console.deploy.Journal.JournalException;
import ch.meuthak.lotse.console.deploy.Platform.Running;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the serving release about every second while an operator looks, so that nobody waits for the answer. Otherwise it
 * checks rarely, to save the CPU credits of the box.
 */
final class ServingReleaseMonitor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServingReleaseMonitor.class.getName());

    private final DeploymentContext site;
    private final Journal journal;
    private final BooleanSupplier watched;
    private final Semaphore wake = new Semaphore(0);
    private final Listeners<Serving> listeners = new Listeners<>();
    private final Listeners<String> ends = new Listeners<>();
    private final Thread thread = Thread.ofVirtual().name("serving-watch").unstarted(this::run);
    private volatile Serving last = Serving.unknown("Not checked yet.");

    /** What had the traffic at the last look; null when nothing ran. */
    private @Nullable Running before;

    ServingReleaseMonitor(DeploymentContext site, Journal journal, BooleanSupplier watched) {
        this.site = site;
        this.journal = journal;
        this.watched = watched;
    }

    Serving last() {
        return last;
    }

    Subscription onChange(Runnable listener) {
        return listeners.add(now -> listener.run());
    }

    /** Something else about the serving release has changed. */
    void changed() {
        listeners.changed(last);
    }

    Subscription onEnd(Consumer<String> listener) {
        return ends.add(listener);
    }

    /** Something has changed: check now. */
    void wake() {
        wake.release();
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                tell(look());
                rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an operator looks. */
    boolean isWatched() {
        return watched.getAsBoolean();
    }

    /** Until it is time to look again, an operator comes, or something has changed. */
    private void rest() throws InterruptedException {
        Duration interval = site.settings().watch();
        for (int slept = 1; !wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS); slept++) {
            if (slept >= DeploymentContext.CALM || isWatched()) {
                return;
            }
        }
        wake.drainPermits();
    }

    private void tell(Serving now) {
        boolean changed = !now.equals(last);
        last = now;
        if (changed) {
            listeners.changed(now);
        }
    }

    private Serving look() throws InterruptedException {
        try {
            Optional<Slot> active = site.edge().active();
            return active.isEmpty() ? nobody() : look(active.get());
        } catch (PlatformException | JournalException e) {
            return Serving.unknown("Not known: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The serving release could not be checked", e);
            return Serving.unknown("Not known: internal error of the console. Its log has the details.");
        }
    }

    private Serving nobody() {
        return journal.lastSucceeded().isEmpty()
                ? none("Nothing was deployed yet.")
                : none("No release has the traffic: deploy one.");
    }

    /** Its container may be gone soon. */
    private void keepWhatEnded(Slot slot, Optional<Running> running) throws PlatformException {
        Running was = before;
        before = running.orElse(null);
        if (was == null
                || was.slot() != slot
                || running.filter(now -> now.isSameRunAs(was)).isPresent()) {
            return;
        }
        String state = site.platform().remains(slot, 0).state();
        site.log().serviceEnded(slot, state);
        ends.changed("The release " + was.release().shortDigest() + " in slot " + slot.id() + " " + state + ".");
    }

    private Serving look(Slot slot) throws PlatformException, InterruptedException {
        Optional<Running> running = site.platform().running(slot);
        keepWhatEnded(slot, running);
        if (running.isEmpty()) {
            Optional<Release> release = journal.lastSucceeded()
                    .filter(deployment -> deployment.slot().equals(Optional.of(slot)))
                    .map(Deployment::release);
            return new Serving(
                    release,
                    Optional.of(slot),
                    false,
                    true,
                    "It " + site.platform().remains(slot, 0).state() + ".");
        }
        var answer = site.ready(running.get());
        String detail = answer.isOk()
                ? "Ready in slot " + slot.id() + "."
                : "Not ready in slot " + slot.id() + ": " + site.settings().readyPath() + " returned " + answer + ".";
        return new Serving(Optional.of(running.get().release()), Optional.of(slot), answer.isOk(), true, detail);
    }

    private static Serving none(String detail) {
        return new Serving(Optional.empty(), Optional.empty(), false, true, detail);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
