package ch.meuthak.lotse.console.cloud;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Credentials that an operator has pasted. They stay in memory.
 *
 * @param region the one that was pasted with them
 * @param expires when they end, where that was pasted with them
 */
record PastedCredentials(AwsCredentials credentials, Optional<String> region, Optional<Instant> expires) {

    /** Nothing of them: whatever prints this may be a log. */
    @Override
    public String toString() {
        return "PastedCredentials[...]";
    }
}
