package ch.meuthak.lotse.console.drift;

import java.util.Optional;

/** One kind of thing: how a snapshot gives it, and the words for a change of it. */
interface Aspect {

    /** The kind of its items. */
    Kind kind();

    /** Adds its parts, as far as they were read. */
    void read(SnapshotParts seen);

    /** The words for a difference, and what undoes it; empty when it does not matter. */
    Optional<Difference> tell(Delta delta, Undo undo);
}
