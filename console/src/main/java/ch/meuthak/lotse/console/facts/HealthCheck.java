package ch.meuthak.lotse.console.facts;

import java.time.Duration;

/**
 * How a target group checks its targets.
 *
 * @param port {@code traffic-port} or a number
 * @param matcher HTTP codes that count as healthy: {@code 200}, {@code 200,204} or {@code 200-299}
 * @param interval 5 s to 300 s
 * @param timeout 2 s to 120 s
 * @param healthyThreshold successes in a row before healthy, 2 to 10
 * @param unhealthyThreshold failures in a row before unhealthy, 2 to 10
 */
public record HealthCheck(
        boolean enabled,
        String protocol,
        String port,
        String path,
        String matcher,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold) {}
