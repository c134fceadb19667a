package ch.meuthak.lotse.console.deploy;

/**
 * Empties a slot that has no traffic any more: what is under way there may finish, then its occupant is stopped; also one
 * that has exited, for an engine would start it again.
 */
record SlotDrain(Site site, Slot slot) {

    void awaitIdle() throws InterruptedException {
        var deadline = Deadline.in(site.settings().drain());
        while (isBusy() && !deadline.isPast()) {
            deadline.pause(site.settings().checkInterval());
        }
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

    /** An edge that does not say is taken to be busy. */
    private boolean isBusy() {
        try {
            return site.edge().traffic(slot).inFlight() > 0;
        } catch (PlatformException e) {
            return true;
        }
    }
}
