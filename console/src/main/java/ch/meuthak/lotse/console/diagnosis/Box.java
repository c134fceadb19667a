package ch.meuthak.lotse.console.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What listens on the box.
 *
 * @param api where the API is published
 * @param console where the console listens
 * @param idleTimeout for how long the API keeps an idle connection open; absent when nobody knows
 * @param at when it was looked at
 */
public record Box(List<BoundPort> api, List<BoundPort> console, Optional<Duration> idleTimeout, Instant at) {

    /** A TCP port that something listens on, {@code 0.0.0.0} for every address. */
    public record BoundPort(String address, int port) {

        boolean isLoopback() {
            return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
        }

        @Override
        public String toString() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }
}
