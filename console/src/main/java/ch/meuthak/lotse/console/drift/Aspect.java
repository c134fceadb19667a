package ch.meuthak.lotse.console.drift;

import java.util.Optional;

/** One kind of things: how it is read from a snapshot, and what is said when one of them is not as it was. */
interface Aspect {

    /** The kind of its items. */
    Kind kind();

    /** Adds its parts, those that were read and no other. */
    void read(SnapshotParts seen);

    /** Tells a difference, and what undoes it; empty when it is nothing to speak of. */
    Optional<Difference> tell(Delta delta, Undo undo);
}
