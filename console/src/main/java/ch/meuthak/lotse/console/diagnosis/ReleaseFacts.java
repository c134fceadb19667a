package ch.meuthak.lotse.console.diagnosis;

import java.util.Optional;

/**
 * What the console knows by itself about the release behind the edge, without AWS.
 *
 * @param deploying whether a deployment runs now
 * @param serving the release that has the traffic; absent when none was ever deployed
 * @param alive whether it answered its readiness check just now
 * @param detail one sentence about it, {@code the process has exited with code 143}
 */
public record ReleaseFacts(boolean deploying, Optional<String> serving, boolean alive, String detail) {}
