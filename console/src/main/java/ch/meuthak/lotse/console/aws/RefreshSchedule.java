package ch.meuthak.lotse.console.aws;

import java.time.Duration;

/**
 * When the inventory is read again.
 *
 * @param every while somebody looks
 * @param lookingFor how long somebody counts as looking after having looked
 * @param withoutCredentials instead of {@code every}, while there are no credentials that AWS accepts
 * @param unwatched while nobody looks: often enough that the public status, which takes no snapshot of more than five
 *     minutes, always has one, and the same whoever asks for that status
 */
public record RefreshSchedule(Duration every, Duration lookingFor, Duration withoutCredentials, Duration unwatched) {

    /** Every 15 s, for a minute after the last look; every minute without credentials; every 4 minutes otherwise. */
    public static RefreshSchedule usual() {
        return new RefreshSchedule(
                Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(4));
    }

    /** The same with another pace while somebody looks; never faster when nobody does. */
    public RefreshSchedule every(Duration pace) {
        Duration slowest = pace.compareTo(unwatched) > 0 ? pace : unwatched;
        return new RefreshSchedule(pace, lookingFor, withoutCredentials, slowest);
    }
}
