package ch.meuthak.lotse.server;

import java.time.Duration;

/**
 * What one listener takes at most.
 *
 * @param body bytes of a request body; more is 413
 * @param head bytes of a request's header section; more is 400
 * @param line bytes of a request line; more is 414
 * @param connections open at once; more wait in the kernel's backlog
 * @param requests in flight at once; more are 503
 * @param headTime from the end of the request line to the end of the header section; longer is 408
 * @param bodyTime from there to the end of the body; longer is 408
 * @param writeTime that one write to a client may take, and that a stream may be silent; longer is cut
 * @param idleTime that a silent connection stays open; above the load balancer's idle timeout
 */
public record Limits(
        int body,
        int head,
        int line,
        int connections,
        int requests,
        Duration headTime,
        Duration bodyTime,
        Duration writeTime,
        Duration idleTime) {
    private static final Duration MIN = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofHours(1);

    /** Reads the keys {@code lotse.limits.*} and {@code lotse.idle.timeout}. */
    public static Limits of(Settings settings) {
        return new Limits(
                settings.at("lotse.limits.body.size").bytes(0, 64 << 20),
                settings.at("lotse.limits.head.size").bytes(1024, 1 << 20),
                settings.at("lotse.limits.line.size").bytes(256, 1 << 16),
                settings.at("lotse.limits.connections").integer(1, 100_000),
                settings.at("lotse.limits.requests").integer(1, 100_000),
                settings.at("lotse.limits.head.time").duration(MIN, MAX),
                settings.at("lotse.limits.body.time").duration(MIN, MAX),
                settings.at("lotse.limits.write.time").duration(MIN, MAX),
                IdleTimeout.of(settings).connection());
    }

    /** What fits a small box; the backend's {@code application.yaml} says the same. */
    public static Limits defaults() {
        return new Limits(
                64 * 1024,
                16 * 1024,
                4096,
                1024,
                256,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                IdleTimeout.USUAL.connection());
    }
}
