package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * What the console knows by itself about the release behind the edge, without AWS.
 *
 * @param deploying whether a deployment runs now
 * @param serving the release that has the traffic; absent when none was ever deployed
 * @param alive whether it answered its readiness check just now
 * @param known false when the console could not find out; then nothing else is to be believed
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

    /** One that has served for ever. */
    public ReleaseFacts(boolean deploying, Optional<String> serving, boolean alive, boolean known, String detail) {
        this(deploying, serving, alive, known, detail, Instant.MIN);
    }
}
