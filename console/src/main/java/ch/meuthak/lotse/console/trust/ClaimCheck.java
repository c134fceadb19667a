package ch.meuthak.lotse.console.trust;

/**
 * One check of a token, for the log and for the operator who wants to know why a token is refused.
 *
 * @param name of the claim, or {@code token} for its form and {@code signature} for its signature
 * @param expected what it must be, in words or literally
 * @param found its value, printable and shortened; never the token or a secret
 * @param proves what is missing when it does not fit
 * @param note what to do about it; empty when that is plain
 */
public record ClaimCheck(String name, String expected, String found, boolean fits, Proves proves, String note) {

    /** What a check is for. */
    public enum Proves {
        /** That the token is genuine and fits this installation, this body and this time: otherwise 401. */
        AUTHENTICITY,
        /** That it comes from the trusted workflow: otherwise 403. */
        TRUST
    }

    /** {@code ref is refs/heads/x (expected refs/heads/main)}. */
    String sentence() {
        return name + " is " + found + " (expected " + expected + (note.isEmpty() ? "" : "; " + note) + ")";
    }
}
