package ch.meuthak.lotse.console.facts;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the time of one request went, on a connection of its own.
 *
 * @param resolve until the name had addresses; zero when an address was asked
 * @param connect until the connection stood
 * @param tls until the TLS handshake was over; zero without TLS
 * @param firstByte from the request to the first byte of the answer
 */
public record Latency(Duration resolve, Duration connect, Duration tls, Duration firstByte) {

    public Duration total() {
        return resolve.plus(connect).plus(tls).plus(firstByte);
    }

    /** {@code 46 ms: resolve 3, connect 11, TLS 14, first byte 18}; what there was none of is left out. */
    public String words() {
        return millis(total()) + " ms: "
                + Stream.of(
                                part("resolve", resolve),
                                part("connect", connect),
                                part("TLS", tls),
                                part("first byte", firstByte))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String part(String name, Duration took) {
        return took.isZero() ? "" : name + " " + millis(took);
    }

    private static String millis(Duration took) {
        double millis = took.toNanos() / 1e6;
        return millis < 10 ? String.format(Locale.ROOT, "%.1f", millis) : Long.toString(Math.round(millis));
    }
}
