package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.util.Optional;

/** What holds port 5000 and sends the traffic to one slot. Every call has a deadline of its own. */
public interface Edge {

    /** The slot that has the traffic, as the edge itself says; absent when none has. */
    Optional<Slot> active() throws PlatformException;

    /** Sends every new request to the slot at the address, in one step; requests under way finish where they are. */
    void route(Slot slot, URI address) throws PlatformException;

    /** Numbers of a slot since the edge started; the bake looks at their differences. */
    Traffic traffic(Slot slot) throws PlatformException;

    /**
     * What went through a slot.
     *
     * @param requests all requests sent to the slot
     * @param serverErrors those answered with 5xx, and those that got no answer
     * @param inFlight those under way now
     */
    record Traffic(long requests, long serverErrors, long inFlight) {}
}
