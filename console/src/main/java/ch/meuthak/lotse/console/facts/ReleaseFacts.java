package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * What the console knows without AWS about the release behind the edge.
 *
 * @param deploying whether a deployment runs now
 * @param serving the release that has the traffic; absent when none was ever deployed
 * @param alive whether it answered its readiness check just now
 * @param known false when the console could not find out; then the rest means nothing
 * @param detail one sentence about it, {@code It has exited with code 143.}
 * @param servingSince since when the console has seen that release serve
 */
public record ReleaseFacts(
        boolean deploying,
        Optional<String> serving,
        boolean alive,
        boolean known,
        String detail,
        Instant servingSince) {

    /** A release that always served. */
    public ReleaseFacts(boolean deploying, Optional<String> serving, boolean alive, boolean known, String detail) {
        this(deploying, serving, alive, known, detail, Instant.MIN);
    }
}
