package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.ClaimCheck.Proves;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of all checks of a token.
 *
 * @param checks in the order in which they were made, its form or its signature first; when it is malformed, that alone
 * @param run the run that it claims; proved only when it is {@link #authentic}. Absent when it is malformed
 * @param jti its id and its expiry; absent when it is malformed or has none
 * @param unavailable why its signature cannot be checked now; empty when it can
 * @param use whether a call was made with it before
 */
public record TokenReport(
        List<ClaimCheck> checks, Optional<Identity> run, Optional<SingleUse> jti, String unavailable, Use use) {

    /** Earlier calls with a token. */
    public enum Use {
        /** Not looked up, as for a call, or not readable. */
        UNKNOWN,
        /** None. */
        FRESH,
        /** It was used: another call with it would be a replay. */
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

    /** Whether it is genuine, from any caller. */
    public boolean authentic() {
        return unavailable.isEmpty()
                && run.isPresent()
                && checks.stream()
                        .filter(check -> check.proves() == Proves.AUTHENTICITY)
                        .allMatch(ClaimCheck::fits);
    }

    /**
     * The checks that failed, in one line; empty when there are none. For an unsigned token it names only the signature: a stranger
     * must not send the operator after a wrong clock.
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
