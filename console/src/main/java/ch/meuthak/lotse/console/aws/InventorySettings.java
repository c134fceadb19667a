package ch.meuthak.lotse.console.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * What to look at.
 *
 * @param domain the watched domain, {@code backend.example.ch}
 * @param loadBalancer its name or ARN, when DNS does not lead to it
 * @param deadline for one whole snapshot; what is not read by then is a {@code Timeout} of its own
 */
public record InventorySettings(String domain, Optional<String> loadBalancer, Duration deadline) {

    /** With a deadline of 20 s. */
    public static InventorySettings of(String domain, Optional<String> loadBalancer) {
        return new InventorySettings(domain, loadBalancer, Duration.ofSeconds(20));
    }
}
