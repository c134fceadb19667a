package ch.meuthak.lotse.console.facts;

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
}
