package ch.meuthak.lotse.console.trust;

/**
 * One thing that was looked at in a token, for the log and for the operator who wants to know why a token is refused.
 *
 * @param name of the claim, or {@code token} for its form and {@code signature} for its signature
 * @param expected what it must be, in words or literally
 * @param found what it is, made printable and cut short; never the token or a secret
 * @param proves what is missing when it does not fit
 * @param note what to do about it when that is not plain; empty otherwise
 */
public record ClaimCheck(String name, String expected, String found, boolean fits, Proves proves, String note) {

    /** What a check is for. */
    public enum Proves {
        /** That the token is genuine, for this installation and this body, and of now: otherwise 401. */
        AUTHENTICITY,
        /** That it is from the one workflow that is trusted: otherwise 403. */
        TRUST
    }

    /** {@code ref is refs/heads/x and should be refs/heads/main}. */
    String sentence() {
        return name + " is " + found + " and should be " + expected + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
