package ch.meuthak.lotse.console.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * A difference from the accepted state that stands.
 *
 * @param since when it was first seen
 * @param read whether it was seen in the last snapshot; false when that part could not be read, and this is as it was last known
 * @param until when it leaves the list; absent when it stays until it is accepted or undone
 */
public record Drifted(Difference difference, Instant since, boolean read, Optional<Instant> until) {

    /** Whether it is a restart, which stays in the list for a while. */
    public boolean isRestart() {
        return until.isPresent();
    }
}
