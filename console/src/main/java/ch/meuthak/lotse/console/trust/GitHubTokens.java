package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.ClaimCheck.Proves;
import ch.meuthak.lotse.console.trust.SigningKeys.Lookup;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Judges GitHub's OIDC tokens. Claims are cheap to compare, so they come first. Signatures are verified one at a time, so that made-up
 * tokens never use more than one processor. The algorithm is fixed and the library never sees the token's own header: the header can
 * select a key of the one key set, and nothing else.
 */
final class GitHubTokens {
    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

    private final GitHubTrust trust;
    private final SigningKeys keys;
    private final ClaimRules rules;
    private final ReentrantLock verifying = new ReentrantLock(true);

    GitHubTokens(GitHubTrust trust, String domain, SigningKeys keys, BoxClock clock) {
        this.trust = trust;
        this.keys = keys;
        this.rules = new ClaimRules(trust, domain, clock);
    }

    /**
     * @param bound the bytes that the token must be made for; absent only to try a token out without them
     * @param misfit is run when the claims do not fit, before a key is looked up; it may throw
     */
    TokenReport report(String text, Optional<byte[]> bound, Runnable misfit) {
        CompactToken token;
        try {
            token = CompactToken.parse(text);
        } catch (CompactToken.Malformed e) {
            return TokenReport.malformed(String.valueOf(e.getMessage()));
        }
        Claims claims = new Claims(token.claims());
        List<ClaimCheck> checks = new ArrayList<>(rules.check(claims, bound));
        if (!checks.stream().allMatch(ClaimCheck::fits)) {
            misfit.run();
        }
        Lookup lookup = keys.find(token.kid());
        checks.addFirst(signature(token, lookup));
        return new TokenReport(
                checks,
                Optional.of(claims.run(trust.site())),
                rules.singleUse(claims),
                lookup instanceof Lookup.Unavailable(String why) ? why : "",
                TokenReport.Use.UNKNOWN);
    }

    private ClaimCheck signature(CompactToken token, Lookup lookup) {
        String found =
                switch (lookup) {
                    case Lookup.Found(RSAPublicKey key) ->
                        verifies(token, key) ? "" : "by another key, or for other content";
                    case Lookup.Unknown() -> "by an unknown key: " + QuotedText.shown(token.kid());
                    case Lookup.Unavailable(String _) -> "not checked: the keys are not available";
                };
        String expected = "by a key of " + keys.address();
        return new ClaimCheck(
                "signature", expected, found.isEmpty() ? expected : found, found.isEmpty(), Proves.AUTHENTICITY, "");
    }

    private boolean verifies(CompactToken token, RSAPublicKey key) {
        verifying.lock();
        try {
            return new RSASSAVerifier(key).verify(RS256, token.signed(), Base64URL.encode(token.signature()));
        } catch (JOSEException e) {
            return false;
        } finally {
            verifying.unlock();
        }
    }
}
