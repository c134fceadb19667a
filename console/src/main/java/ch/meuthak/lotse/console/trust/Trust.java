package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.TrustDecision.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Judges who may ask for a redeploy. */
public final class Trust {
    private static final String BEARER = "Bearer ";

    private final TrustSettings settings;
    private final Optional<GitHubTokens> tokens;
    private final Optional<SignedRequests> signatures;
    private final UsedIds usedIds;

    /** Fetches nothing before a token asks for it. */
    public Trust(TrustSettings settings, UsedIds usedIds, InstantSource source) {
        BoxClock clock = new BoxClock(source);
        this.settings = settings;
        this.usedIds = usedIds;
        this.tokens = settings.github()
                .map(github ->
                        new GitHubTokens(github, settings.domain(), new SigningKeys(github.keys(), source), clock));
        this.signatures = settings.secrets().map(secrets -> new SignedRequests(secrets, clock));
    }

    /** Whom it trusts. */
    public TrustSettings settings() {
        return settings;
    }

    /**
     * Judges a call; the same call twice is judged alike until its id is {@linkplain #use used}.
     *
     * @param bound what the credentials must be made for: the raw body of a POST, the id of a GET
     * @param misfit is run before the signature of a token is verified that is refused whatever its signature is: what is
     *     learned then is for the operator alone. It may throw, to refuse the call at once
     */
    public TrustDecision judge(Credentials credentials, byte[] bound, Runnable misfit) {
        if (!settings.isConfigured()) {
            return notSet(Kind.CLOSED, credentials, "nobody is trusted: no LOTSE_HOOK_ setting says whom");
        }
        if (credentials.bearsToken() && credentials.bearsSignature()) {
            return unauthentic("it has a token and a signature: one of the two");
        }
        if (credentials.bearsSignature()) {
            return signatures
                    .map(known -> known.judge(credentials, bound))
                    .orElseGet(() -> unauthentic("it is signed, and no LOTSE_HOOK_SECRET is set"));
        }
        return credentials.bearsToken() ? judgeToken(credentials, bound, misfit) : unauthentic("it has no credentials");
    }

    private TrustDecision judgeToken(Credentials credentials, byte[] bound, Runnable misfit) {
        Optional<String> token = bearer(credentials);
        if (token.isEmpty()) {
            return unauthentic("its Authorization is not one Bearer token");
        }
        return tokens.map(known -> verdict(known.report(token.get(), Optional.of(bound), misfit)))
                .orElseGet(() -> notSet(
                        Kind.UNAUTHENTIC,
                        credentials,
                        "it has a token, and no LOTSE_HOOK_GITHUB_REPOSITORY_ID is set"));
    }

    private static Optional<String> bearer(Credentials credentials) {
        return Optional.of(credentials.authorization())
                .filter(values -> values.size() == 1)
                .map(List::getFirst)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()));
    }

    /** Nobody can say who it is; the operator is told who it says it is, with the numbers that a setting would need. */
    private static TrustDecision notSet(Kind kind, Credentials credentials, String cause) {
        Optional<UnprovedToken> token = bearer(credentials).flatMap(UnprovedToken::of);
        return new TrustDecision.Refused(
                kind,
                token.map(UnprovedToken::run),
                cause + token.map(UnprovedToken::sentence).orElse(""));
    }

    private static TrustDecision verdict(TokenReport report) {
        if (report.fits() && report.run().isPresent() && report.jti().isPresent()) {
            return new TrustDecision.Trusted(report.run().get(), report.jti().get());
        }
        Kind refusal = report.authentic() ? Kind.UNTRUSTED : Kind.UNAUTHENTIC;
        return new TrustDecision.Refused(
                report.unavailable().isEmpty() ? refusal : Kind.UNAVAILABLE, report.run(), report.cause());
    }

    private static TrustDecision unauthentic(String cause) {
        return new TrustDecision.Refused(Kind.UNAUTHENTIC, Optional.empty(), cause);
    }

    /**
     * Takes the id of a call, durably.
     *
     * @return false when it was taken before: the call is a replay
     * @throws UsedIds.UsedIdsUnavailable when it cannot be kept: nothing may be done then
     */
    public boolean use(TrustDecision.Trusted call) {
        return usedIds.use(call.use());
    }

    /**
     * Whether the id of a call was taken before: the call is a replay.
     *
     * @throws UsedIds.UsedIdsUnavailable when that cannot be read
     */
    public boolean isUsed(TrustDecision.Trusted call) {
        return usedIds.isUsed(call.use());
    }

    /**
     * Tries a token out, for the operator: it is not a call, so it uses nothing up and is not recorded, but it says whether
     * the token was used. It asks for the issuer's keys as a call does, and as rarely.
     *
     * @param token as it was pasted; blanks around it do not matter
     * @param body what the audience must be made for; absent to leave that open
     * @return absent when no GitHub repository is trusted
     */
    public Optional<TokenReport> test(String token, Optional<byte[]> body) {
        return tokens.map(known -> known.report(token.strip(), body, () -> {})).map(report -> report.with(use(report)));
    }

    private TokenReport.Use use(TokenReport report) {
        try {
            return report.jti()
                    .map(id -> usedIds.isUsed(id) ? TokenReport.Use.USED : TokenReport.Use.FRESH)
                    .orElse(TokenReport.Use.UNKNOWN);
        } catch (UsedIds.UsedIdsUnavailable e) {
            return TokenReport.Use.UNKNOWN;
        }
    }
}
