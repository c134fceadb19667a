package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/**
 * The console's credentials: what they are, never their values.
 *
 * @param source where they come from, {@code the profile default}
 * @param temporary whether the key id is one of a session, {@code ASIA...}
 * @param sessionToken whether there is a session token with them
 * @param metadataTimedOut whether the instance metadata service was asked for them and did not answer
 * @param bridged whether the console runs in a container with a network of its own
 * @param at when they were looked at
 */
public record Access(
        String source,
        boolean temporary,
        boolean sessionToken,
        boolean metadataTimedOut,
        boolean bridged,
        Instant at) {}
