package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * An instance as it ran when it was last seen before. While a restart or new addresses are news, that is how it was before them.
 *
 * @param at when that was
 * @param launchTime {@link Instant#EPOCH} when AWS did not say
 * @param publicIp empty when it had none
 * @param unhealthyFrom when its target was first seen unhealthy after the restart; absent when it never was
 * @param healthyAt when its target was first seen healthy after the restart; absent when it was not yet
 */
public record LastSeen(
        String instanceId,
        Instant at,
        Instant launchTime,
        String publicIp,
        String privateIp,
        Optional<Instant> unhealthyFrom,
        Optional<Instant> healthyAt) {

    /** Whether AWS said when it was launched. */
    public boolean isLaunchKnown() {
        return launchTime.isAfter(Instant.EPOCH);
    }

    /** One of whose target nothing was seen since. */
    public LastSeen(String instanceId, Instant at, Instant launchTime, String publicIp, String privateIp) {
        this(instanceId, at, launchTime, publicIp, privateIp, Optional.empty(), Optional.empty());
    }
}
