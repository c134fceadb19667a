package ch.meuthak.lotse.console.haproxy;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the edge is and how long it may take.
 *
 * @param socket HAProxy's runtime socket, {@code stats socket} in its configuration
 * @param map the file from which HAProxy takes the slot when it starts; its path must be the same in the edge's container
 * @param answerDeadline for each command on the socket
 * @param readyDeadline how long a slot that is to get the traffic may take to pass the edge's own check
 */
public record HaProxySettings(Path socket, Path map, Duration answerDeadline, Duration readyDeadline) {

    /** @throws IllegalArgumentException with one line that names the value that cannot be */
    public HaProxySettings {
        require(socket.isAbsolute() && map.isAbsolute(), "the edge's socket and map must be absolute paths");
        require(!map.toString().matches(".*[\\s;#\\\\].*"), "the edge's map must have a path without spaces: " + map);
        require(answerDeadline.isPositive() && readyDeadline.isPositive(), "the edge's deadlines must be above 0");
    }

    /** The map beside the socket, 2 s for an answer, 5 s for a check. */
    public static HaProxySettings of(Path socket) {
        Path absolute = socket.toAbsolutePath().normalize();
        return new HaProxySettings(
                absolute, absolute.resolveSibling("active.map"), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
