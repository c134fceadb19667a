package ch.meuthak.lotse.console.facts;

/**
 * What the first letters of an access key id say.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">the
 *     prefixes</a>
 */
public enum KeyKind {
    /** {@code ASIA...}: of a session, worth nothing without its session token, and it ends. */
    TEMPORARY,
    /** {@code AKIA...}: of a user, good until somebody deletes it, and it has no session token. */
    LONG_LIVED,
    /** Not a key id of AWS. */
    OTHER,
    /** There is none. */
    NONE;

    public static KeyKind of(String keyId) {
        if (keyId.startsWith("ASIA")) {
            return TEMPORARY;
        }
        if (keyId.startsWith("AKIA")) {
            return LONG_LIVED;
        }
        return keyId.isEmpty() ? NONE : OTHER;
    }
}
