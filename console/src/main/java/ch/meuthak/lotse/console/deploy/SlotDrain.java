package ch.meuthak.lotse.console.deploy;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Empties a slot that has no traffic any more: what is under way there may finish, then its occupant is stopped; also one
 * that has exited, for an engine would start it again.
 *
 * <p>Requests have {@link DeploymentSettings#drain}, which is at least what the edge grants one; what has no end of its own has
 * {@link DeploymentSettings#streams}. Whatever is still open when both are over is cut by the stop.
 *
 * @param progress is told what is open, whenever that has changed
 */
record SlotDrain(DeploymentContext site, Slot slot, Consumer<OpenRequests> progress) {

    SlotDrain(DeploymentContext site, Slot slot) {
        this(site, slot, open -> {});
    }

    /** Says what is still open; absent when the edge does not say. */
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

    /** An edge that does not say may have a request there. */
    private static boolean isWorthWaiting(Optional<OpenRequests> open, Deadline requestsEnd, Deadline streamsEnd) {
        boolean requests = open.isEmpty() || open.get().finite() > 0;
        boolean streams = open.isPresent() && open.get().streams() > 0;
        return (requests && !requestsEnd.isPast()) || (streams && !streamsEnd.isPast());
    }

    void stop() throws PlatformException, InterruptedException {
        site.platform().stop(slot, site.settings().stopGrace());
    }

    /** Also what has exited is stopped: its platform may be about to start it again. */
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
