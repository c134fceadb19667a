package ch.meuthak.lotse.server;

import java.time.Duration;

/**
 * The load balancer's idle timeout, and the times that belong to it. The load balancer must be the first to give up a request and
 * the first to close a connection: where whoever is behind it closes first, a request now and then meets a closed connection, and
 * is answered 502.
 *
 * @param ofBalancer {@code idle_timeout.timeout_seconds}: 1 to 4,000 s, 60 s unless it was changed
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">Load
 *     balancer attributes</a>
 */
public record IdleTimeout(Duration ofBalancer) {
    private static final Duration MAX = Duration.ofSeconds(4000);

    /** The load balancer's unless somebody changes it. */
    public static final IdleTimeout USUAL = new IdleTimeout(Duration.ofSeconds(60));

    /** Reads {@code lotse.idle.timeout}. */
    public static IdleTimeout of(Settings settings) {
        return new IdleTimeout(settings.at("lotse.idle.timeout").duration(Duration.ofSeconds(1), MAX));
    }

    /** How long an answer may be silent, its beginning included. */
    public Duration answer() {
        return ofBalancer.plusSeconds(5);
    }

    /** For how long a connection is kept on which nothing happens. */
    public Duration connection() {
        return ofBalancer.plusSeconds(15);
    }

    /** What the edge grants one request that is not in steady progress: 10 s for its body, then its answer. */
    public Duration request() {
        return answer().plusSeconds(10);
    }

    /** How long a release that loses the traffic is given for its requests, unless somebody says so. */
    public Duration drain() {
        return ofBalancer.plusSeconds(30);
    }
}
