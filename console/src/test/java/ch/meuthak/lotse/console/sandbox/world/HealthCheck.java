package ch.meuthak.lotse.console.sandbox.world;

import java.time.Duration;
import java.util.Arrays;

/**
 * How a target group checks its targets.
 *
 * @param matcher codes that count as healthy: {@code 200}, {@code 200,204}, {@code 200-299}
 */
public record HealthCheck(
        String path,
        String matcher,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold) {

    /** Whether the code is one that counts as healthy. */
    public boolean accepts(int code) {
        return Arrays.stream(matcher.split(",", -1)).map(String::strip).anyMatch(part -> accepts(part, code));
    }

    private static boolean accepts(String part, int code) {
        String[] range = part.split("-", 2);
        return Integer.parseInt(range[0]) <= code && code <= Integer.parseInt(range[range.length - 1]);
    }
}
