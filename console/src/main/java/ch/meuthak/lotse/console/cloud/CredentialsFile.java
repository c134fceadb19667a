package ch.meuthak.lotse.console.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The credentials file looked at as text: what of it is not as the block that was to be pasted. No value is kept.
 *
 * @param path where it is, as this machine names it
 * @param profile the profile that the console uses
 * @param holdsProfile whether it has that profile, rightly written
 * @param written when it was written last
 * @param expires when its credentials end, where a tool has noted it beside them (saml2aws, aws-azure-login)
 */
public record CredentialsFile(
        String path,
        String profile,
        boolean holdsProfile,
        Instant written,
        Optional<Instant> expires,
        List<Flaw> flaws) {

    /** For how long a session of a Learner Lab lasts; its credentials end with it. */
    public static final Duration LAB_SESSION = Duration.ofHours(4);

    /**
     * Something that is not as it should be.
     *
     * @param sentence what and in which line
     * @param weight what comes of it
     */
    public record Flaw(String sentence, Weight weight) {}

    /** What comes of a flaw. */
    public enum Weight {
        /** The SDK does not mind. */
        HARMLESS,
        /** It may be that other credentials are used than those that were meant. */
        RISKY,
        /** The credentials are not found, or not accepted. */
        BREAKS
    }

    /** Whether somebody should look at it. */
    public boolean isFlawed() {
        return flaws.stream().anyMatch(flaw -> flaw.weight() != Weight.HARMLESS);
    }

    /** Whether the credentials cannot work as they stand there. */
    public boolean isBroken() {
        return flaws.stream().anyMatch(flaw -> flaw.weight() == Weight.BREAKS);
    }

    /** Looks at it; absent when there is none. */
    static Optional<CredentialsFile> look(Path path, String profile) {
        // Not the same as not existing: of a file in a folder that is shut nobody can tell.
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            Instant written = Files.getLastModifiedTime(path).toInstant();
            byte[] head;
            try (var in = Files.newInputStream(path)) {
                head = in.readNBytes(CredentialText.MOST_CHARACTERS);
            }
            var check = new CredentialsFileCheck(new String(head, StandardCharsets.UTF_8), profile);
            return Optional.of(new CredentialsFile(
                    path.toString(), profile, check.holdsProfile(), written, check.expires(), check.flaws()));
        } catch (IOException e) {
            var unreadable = new Flaw(
                    "The console may not read it: it belongs to somebody else, or the folder does.", Weight.BREAKS);
            return Optional.of(new CredentialsFile(
                    path.toString(), profile, false, Instant.EPOCH, Optional.empty(), List.of(unreadable)));
        }
    }
}
