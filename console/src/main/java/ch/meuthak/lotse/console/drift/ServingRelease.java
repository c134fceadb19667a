package ch.meuthak.lotse.console.drift;

/**
 * The release that has the traffic.
 *
 * @param digest {@code sha256:} and 64 hex digits
 * @param name as {@code X-Release} says it, {@code 1.4.0+4f1c2d3e4b5a}
 * @param deployed whether a deployment of this console put it there; false when somebody started it past the console
 */
public record ServingRelease(String digest, String name, boolean deployed) {}
