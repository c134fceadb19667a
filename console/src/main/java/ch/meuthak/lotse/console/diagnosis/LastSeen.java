package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/**
 * An instance as it was when it was last seen before.
 *
 * @param at when that was
 * @param publicIp empty when it had none
 */
public record LastSeen(String instanceId, Instant at, Instant launchTime, String publicIp, String privateIp) {}
