package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.ClaimCheck.Proves;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that is to be said about a token.
 *
 * @param checks in the order in which they were made, its form or its signature first; when it is malformed, that alone
 * @param run whose token it says it is; to be believed only when it is {@link #authentic}. Absent when it is malformed
 * @param jti its id, and until when it could be used; absent when it is malformed or has none
 * @param unavailable why nothing can be said about its signature now; empty when something can
 * @param use whether a call was made with it before
 */
public record TokenReport(
        List<ClaimCheck> checks, Optional<Identity> run, Optional<SingleUse> jti, String unavailable, Use use) {

    /** What is known of earlier calls with a token. */
    public enum Use {
        /** It was not looked up, as for a call, or could not be. */
        UNKNOWN,
        /** None is remembered. */
        FRESH,
        /** It has started something: another call with it would be a replay. */
        USED
    }

    public TokenReport {
        checks = List.copyOf(checks);
    }

    static TokenReport malformed(String why) {
        var form = new ClaimCheck(
                "token", "a JSON Web Token signed with RS256", "not: " + why, false, Proves.AUTHENTICITY, "");
        return new TokenReport(List.of(form), Optional.empty(), Optional.empty(), "", Use.UNKNOWN);
    }

    TokenReport with(Use known) {
        return new TokenReport(checks, run, jti, unavailable, known);
    }

    /** Whether everything fits: it would be trusted, unless it was {@linkplain Use#USED used}. */
    public boolean fits() {
        return unavailable.isEmpty() && run.isPresent() && checks.stream().allMatch(ClaimCheck::fits);
    }

    /** Whether it is genuine, from whomever. */
    public boolean authentic() {
        return unavailable.isEmpty()
                && run.isPresent()
                && checks.stream()
                        .filter(check -> check.proves() == Proves.AUTHENTICITY)
                        .allMatch(ClaimCheck::fits);
    }

    /**
     * What does not fit, in one line; empty when everything does. Of a token that nobody signed, that alone: what it says is
     * not worth a thought, and a stranger must not make the operator look for a wrong clock.
     */
    public String cause() {
        if (!unavailable.isEmpty()) {
            return unavailable;
        }
        ClaimCheck genuine = checks.getFirst();
        return genuine.fits()
                ? checks.stream()
                        .filter(check -> !check.fits())
                        .map(ClaimCheck::sentence)
                        .collect(Collectors.joining("; "))
                : genuine.sentence();
    }
}
