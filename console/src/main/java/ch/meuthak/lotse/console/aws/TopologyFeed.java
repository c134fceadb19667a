package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Subscription;
import java.util.Optional;

/**
 * The last snapshot, and new ones: often while an operator looks, now and then otherwise. No method waits for AWS.
 *
 * <p>At most one refresh runs at a time; a request made while one runs is answered by that one.
 */
public interface TopologyFeed {

    /** The last snapshot; absent until the first one is complete. */
    Optional<Topology> latest();

    /**
     * The last snapshot that shows anything of the deployment: the last one, or, while AWS cannot be read, one before it, whose
     * age is to be told wherever it is shown. Absent when there was none.
     */
    Optional<Topology> lastKnown();

    /** Whether a refresh runs now. */
    boolean refreshing();

    /**
     * Says that an operator looks: for a while the snapshot is refreshed often, and a stale one now. Not for what a stranger
     * asks, who must not be able to make the console call AWS.
     */
    void watched();

    /** Asks for a refresh now, whether or not the snapshot is stale. */
    void refresh();

    /** Calls back after each new snapshot, on the refreshing thread, until the subscription is closed. */
    Subscription onChange(Runnable listener);
}
