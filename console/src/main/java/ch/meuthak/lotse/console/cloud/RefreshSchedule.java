package ch.meuthak.lotse.console.cloud;

import java.time.Duration;

/**
 * When the inventory is read again.
 *
 * @param every while somebody looks
 * @param lookingFor how long somebody counts as looking after having looked
 * @param withoutCredentials instead of {@code every}, while there are no credentials that AWS accepts
 */
public record RefreshSchedule(Duration every, Duration lookingFor, Duration withoutCredentials) {

    /** Every 15 s, for a minute after the last look; every minute without credentials. */
    public static RefreshSchedule usual() {
        return new RefreshSchedule(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(1));
    }
}
