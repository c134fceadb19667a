package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.TrustDecision.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Decides who may request a redeploy. */
public final class Trust {
    private static final String BEARER = "Bearer ";

    private final TrustSettings settings;
    private final Optional<GitHubTokens> tokens;
    private final Optional<SignedRequests> signatures;
    private final UsedIds usedIds;

    /** Fetches no keys before the first token needs them. */
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
     * Judges a call. Repeated calls get the same answer until the id is {@linkplain #use used}.
     *
     * @param bound what the credentials must be made for: the raw body of a POST, the id of a GET
     * @param misfit runs before the signature of a token with wrong claims is verified: the call is refused in any case, and
     *     the signature only informs the operator. It may throw to refuse the call at once
     */
    public TrustDecision judge(Credentials credentials, byte[] bound, Runnable misfit) {
        if (!settings.isConfigured()) {
            return notSet(
                    Kind.CLOSED, credentials, "the hook is closed: no LOTSE_HOOK_ setting names a trusted caller");
        }
        if (credentials.bearsToken() && credentials.bearsSignature()) {
            return unauthentic("it has a token and a signature: send only one of them");
        }
        if (credentials.bearsSignature()) {
            return signatures
                    .map(known -> known.judge(credentials, bound))
                    .orElseGet(() -> unauthentic("it is signed, but LOTSE_HOOK_SECRET is not set"));
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
                        "it has a token, but LOTSE_HOOK_GITHUB_REPOSITORY_ID is not set"));
    }

    private static Optional<String> bearer(Credentials credentials) {
        return Optional.of(credentials.authorization())
                .filter(values -> values.size() == 1)
                .map(List::getFirst)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()));
    }

    /** The caller is unknown. The operator sees its claims, with the numbers that a setting would need. */
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
     * @throws UsedIds.UsedIdsUnavailable when it cannot be stored: the call must be refused then
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
     * Tests a token for the operator. This is no call: it uses nothing up and is not recorded, but it reports whether the token
     * was used. It fetches the issuer's keys as rarely as a call does.
     *
     * @param token as it was pasted, with or without blanks around it
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
