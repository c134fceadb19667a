package ch.meuthak.lotse.console.deploy;

import java.time.Duration;

/**
 * How a candidate is checked, baked and drained.
 *
 * @param readyPath must return 200 before a candidate gets traffic
 * @param releasePath must return JSON with the requested {@code digest} (and {@code revision}, {@code slot}); empty for
 *     images that cannot do that
 * @param readyInARow how often in a row the readiness path must return 200
 * @param checkInterval between two checks, in the check, the bake and the drain
 * @param checkDeadline from the start of a candidate until it is ready
 * @param answerDeadline for one answer, head and body
 * @param bake how long the previous release stays beside the candidate; zero for no bake
 * @param bakeRequests how many requests a slot needs before its error rate counts
 * @param bakeErrorRate how far the candidate's rate of 5xx may exceed the previous one, from 0 to 1
 * @param unreadyInARow how often in a row readiness must fail in the bake to end it
 * @param drain for open requests in the previous slot; at least what the edge allows for one
 * @param streams for open answers without an end of their own
 * @param stopGrace between SIGTERM and SIGKILL
 * @param watch between two checks of the serving release
 * @param keptReleases how many of the newest releases are kept beside the serving and the previous one; at least 1, because the
 *     newest may just have been published
 */
public record DeploymentSettings(
        String readyPath,
        String releasePath,
        int readyInARow,
        Duration checkInterval,
        Duration checkDeadline,
        Duration answerDeadline,
        Duration bake,
        long bakeRequests,
        double bakeErrorRate,
        int unreadyInARow,
        Duration drain,
        Duration streams,
        Duration stopGrace,
        Duration watch,
        int keptReleases) {

    /** @throws IllegalArgumentException with one line that names the wrong value */
    public DeploymentSettings {
        require(readyPath.startsWith("/"), "the readiness path must begin with /");
        require(releasePath.isEmpty() || releasePath.startsWith("/"), "the release path must begin with / or be empty");
        require(readyInARow >= 1 && readyInARow <= 100, "ready in a row must be 1 to 100");
        requireBetween("the check interval", checkInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("the check deadline", checkDeadline, Duration.ofMillis(100), Duration.ofHours(1));
        requireBetween("the answer deadline", answerDeadline, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("the bake time", bake, Duration.ZERO, Duration.ofHours(1));
        require(bakeRequests >= 1, "the bake's number of requests must be 1 or more");
        require(bakeErrorRate >= 0 && bakeErrorRate <= 1, "the bake's error rate must be 0 to 1");
        require(unreadyInARow >= 1 && unreadyInARow <= 100, "unready in a row must be 1 to 100");
        requireBetween("the drain time", drain, Duration.ZERO, Duration.ofHours(2));
        requireBetween("the time of streams", streams, Duration.ZERO, Duration.ofHours(24));
        requireBetween("the stop grace", stopGrace, Duration.ZERO, Duration.ofMinutes(10));
        requireBetween("the watch interval", watch, Duration.ofMillis(10), Duration.ofMinutes(1));
        require(keptReleases >= 1 && keptReleases <= 1000, "kept releases must be 1 to 1000");
    }

    /** For the reference deployment. */
    public static DeploymentSettings defaults() {
        return new DeploymentSettings(
                "/health/ready",
                "/api/v1/release",
                3,
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                20,
                0.05,
                3,
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofSeconds(25),
                Duration.ofSeconds(1),
                5);
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                name + " must be " + least + " to " + most + ", not " + value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
