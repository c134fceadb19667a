package ch.meuthak.lotse.console.sandbox.edge;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what goes through one slot. */
final class SlotTraffic {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong serverErrors = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();

    /** A request is about to go to the slot. */
    void arrive() {
        inFlight.incrementAndGet();
    }

    /** It does not: the slot lost the traffic in between. */
    void turnAway() {
        inFlight.decrementAndGet();
    }

    /** It is done, and the answer was the release's own. */
    void leave(int status) {
        requests.incrementAndGet();
        if (status >= 500) {
            serverErrors.incrementAndGet();
        }
        inFlight.decrementAndGet();
    }

    /** It is done, and the answer says nothing about the release. */
    void leaveUncounted() {
        inFlight.decrementAndGet();
    }

    Traffic snapshot() {
        return new Traffic(requests.get(), serverErrors.get(), inFlight.get());
    }
}
