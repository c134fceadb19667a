package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Topology;

/** Reads a snapshot. */
@FunctionalInterface
public interface Inventory {

    /** Reads everything now, within a deadline; what could not be read is in the snapshot as such. */
    Topology read();

    /** Whether other credentials may be there than at the last reading, so that it is worth while to read again now. */
    default boolean accessHasChanged() {
        return false;
    }
}
