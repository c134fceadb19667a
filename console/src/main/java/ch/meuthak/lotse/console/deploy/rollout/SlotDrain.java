package ch.meuthak.lotse.console.deploy.rollout;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.DeploymentSettings;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Empties a slot without traffic: open requests may finish, then its release is stopped. A release that has exited is stopped,
 * too, because the engine would restart it.
 *
 * <p>Requests have {@link DeploymentSettings#drain}, at least what the edge allows for one. Streams have
 * {@link DeploymentSettings#streams}. The stop cuts what is still open then.
 *
 * @param progress gets the open requests whenever they change
 */
record SlotDrain(DeploymentContext site, Slot slot, Consumer<OpenRequests> progress) {

    SlotDrain(DeploymentContext site, Slot slot) {
        this(site, slot, open -> {});
    }

    /** Returns what is still open; absent if the edge does not answer. */
    Optional<OpenRequests> awaitIdle() throws InterruptedException {
        var settings = site.settings();
        var requestsEnd = Deadline.in(settings.drain(), GivenTime.ALL);
        var streamsEnd = Deadline.in(settings.streams(), GivenTime.ALL);
        Optional<OpenRequests> open = look(Optional.empty());
        while (isWorthWaiting(open, requestsEnd, streamsEnd)) {
            Thread.sleep(settings.checkInterval());
            open = look(open);
        }
        return open;
    }

    /** An edge that does not answer may have a request there. */
    private static boolean isWorthWaiting(Optional<OpenRequests> open, Deadline requestsEnd, Deadline streamsEnd) {
        boolean requests = open.isEmpty() || open.get().finite() > 0;
        boolean streams = open.isPresent() && open.get().streams() > 0;
        return (requests && !requestsEnd.isPast()) || (streams && !streamsEnd.isPast());
    }

    void stop() throws PlatformException, InterruptedException {
        site.platform().stop(slot, site.settings().stopGrace());
    }

    /** Also after an exit: the platform may be about to restart it. */
    void run() throws PlatformException, InterruptedException {
        if (site.platform().running(slot).isPresent()) {
            awaitIdle();
        }
        stop();
    }

    private Optional<OpenRequests> look(Optional<OpenRequests> before) {
        try {
            OpenRequests open = site.edge().open(slot);
            if (!before.equals(Optional.of(open))) {
                progress.accept(open);
            }
            return Optional.of(open);
        } catch (PlatformException e) {
            return Optional.empty();
        }
    }
}
