package ch.meuthak.lotse.console.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * The console's credentials: what they are, never their values.
 *
 * @param source which link of the chain gave them
 * @param from the same in words, with the profile and its file
 * @param key what the key id begins with
 * @param keyEnding the last four characters of the key id, to tell it from another; empty when it is too short to hide the rest
 * @param sessionToken whether there is a session token with them
 * @param expires when they end; absent when nothing says so
 * @param metadata whether the instance metadata service answers; asked only when nothing gave credentials
 * @param bridged whether the console runs in a container with a network of its own
 * @param file the credentials file as it is written; absent when there is none
 * @param at when they were looked at
 */
public record Access(
        CredentialSource source,
        String from,
        KeyKind key,
        String keyEnding,
        boolean sessionToken,
        Optional<Instant> expires,
        MetadataService metadata,
        boolean bridged,
        Optional<CredentialsFile> file,
        Instant at) {

    /** Whether it matters what the credentials file looks like: it gave them, or ought to have. */
    public boolean dependsOnFile() {
        return source == CredentialSource.PROFILE || source == CredentialSource.NONE;
    }

    /** Whether their source renews them before they end. The SDK asks in time, and does not report when. */
    public boolean renewThemselves() {
        return switch (source) {
            case METADATA, CONTAINER, WEB_IDENTITY -> true;
            default -> false;
        };
    }

    /** The last four characters of a key id that is long enough for them to say little. */
    public static String ending(String keyId) {
        return keyId.length() < 12 ? "" : keyId.substring(keyId.length() - 4);
    }
}
