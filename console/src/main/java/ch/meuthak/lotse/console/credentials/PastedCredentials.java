package ch.meuthak.lotse.console.credentials;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials that an operator has pasted. They stay in memory.
 *
 * @param sessionToken absent for long-lived keys
 * @param region the one that was pasted with them
 * @param expires when they end, where that was pasted with them
 */
public record PastedCredentials(
        String keyId,
        String secretKey,
        Optional<String> sessionToken,
        Optional<String> region,
        Optional<Instant> expires) {

    /** None of their values: this may end in a log. */
    @Override
    public String toString() {
        return "PastedCredentials[...]";
    }
}
