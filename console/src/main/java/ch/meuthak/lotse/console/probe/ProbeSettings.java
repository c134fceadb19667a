package ch.meuthak.lotse.console.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the probes look, and what they look at where the inventory's word is not the last one.
 *
 * @param every at the latest, whether or not AWS was read again
 * @param deadline of each
 * @param httpsPort the port of HTTPS instead of the listener's
 * @param straight where the API is reached past the load balancer, instead of a target's public address
 * @param authorities a file of certificates in PEM to trust besides the JDK's
 */
public record ProbeSettings(
        Duration every,
        Duration deadline,
        Optional<Integer> httpsPort,
        Optional<InetSocketAddress> straight,
        Optional<Path> authorities) {

    /** At least every 5 minutes, 5 s each, at what the inventory names. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(
                Duration.ofMinutes(5), Duration.ofSeconds(5), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Where something listens, {@code 127.0.0.1:5000} or {@code [::1]:5000}.
     *
     * @throws IllegalArgumentException when it is no address with a port
     */
    public static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            var address = InetAddress.ofLiteral(text.substring(0, Math.max(colon, 0)));
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0) {
                return new InetSocketAddress(address, port);
            }
        } catch (IllegalArgumentException e) {
            // said below, as for a port of 0
        }
        throw new IllegalArgumentException("an address with a port, such as 203.0.113.7:5000 or [2001:db8::1]:5000");
    }

    /**
     * A file of certificates that can be read now.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static Path authorities(String text) {
        Path file = Path.of(text).toAbsolutePath();
        TrustedChain.read(file);
        return file;
    }
}
