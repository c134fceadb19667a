package ch.meuthak.lotse.console.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * A difference from the accepted state that stands.
 *
 * @param since when it was first seen
 * @param read whether it was seen in the last snapshot; false when that part could not be read, and this is as it was last known
 * @param until when it goes from the list by itself; absent when it stays until it is accepted or undone
 */
public record Drifted(Difference difference, Instant since, boolean read, Optional<Instant> until) {

    /** Whether it is a restart, which is told for a while and is nobody's doing. */
    public boolean isRestart() {
        return until.isPresent();
    }
}
