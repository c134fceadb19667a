package ch.meuthak.lotse.console.trust;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The claims of a token when no setting names the expected ones. They help to write that setting. They prove nothing: anybody can
 * write such a token.
 *
 * @param run the run that it claims
 * @param sentence with the two numbers, to follow a cause
 */
record UnprovedToken(Identity.GitHubRun run, String sentence) {
    private static final String SITE = "https://github.com";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    /** Absent when the text is no readable token. */
    static Optional<UnprovedToken> of(String text) {
        try {
            Claims claims = new Claims(CompactToken.parse(text).claims());
            return Optional.of(new UnprovedToken(claims.run(SITE), sentence(claims)));
        } catch (CompactToken.Malformed e) {
            return Optional.empty();
        }
    }

    private static String sentence(Claims claims) {
        return "; its unverified token says that repository_id is " + number(claims, "repository_id")
                + " and repository_owner_id is " + number(claims, "repository_owner_id");
    }

    private static String number(Claims claims, String name) {
        return claims.text(name).filter(NUMBER.asMatchPredicate()).orElse("no number");
    }
}
