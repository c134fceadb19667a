package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Topology;
import java.util.Optional;

/** Keeps the last snapshot in which AWS said anything. */
public interface Snapshots {

    /**
     * The one that was kept; absent when none was.
     *
     * @throws DriftUnavailable when it cannot be read now
     * @throws DriftUnreadable when it is there and cannot be understood
     */
    Optional<Topology> last();

    /**
     * Keeps it in place of the one before.
     *
     * @throws DriftUnavailable when it cannot be written now
     */
    void keep(Topology topology);
}
