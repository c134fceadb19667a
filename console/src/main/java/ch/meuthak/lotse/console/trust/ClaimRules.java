package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.console.trust.ClaimCheck.Proves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The expected value of each claim. All are compared as whole texts, and {@code sub} is not compared at all: elsewhere, prefixes and
 * patterns let other repositories in.
 */
final class ClaimRules {
    /** A token of GitHub lives for minutes. The id of a longer one would have to be stored for days. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final GitHubTrust trust;
    private final String domain;
    private final BoxClock clock;

    ClaimRules(GitHubTrust trust, String domain, BoxClock clock) {
        this.trust = trust;
        this.domain = domain;
        this.clock = clock;
    }

    List<ClaimCheck> check(Claims claims, Optional<byte[]> bound) {
        List<ClaimCheck> checks = new ArrayList<>();
        checks.add(equal(claims, "iss", trust.issuer(), Proves.AUTHENTICITY));
        checks.add(audience(claims, bound));
        checks.addAll(times(claims));
        checks.add(new ClaimCheck(
                "jti",
                "an id that was never used",
                claims.shown("jti"),
                claims.jti().isPresent(),
                Proves.AUTHENTICITY,
                ""));
        checks.addAll(origin(claims));
        return checks;
    }

    private List<ClaimCheck> origin(Claims claims) {
        String workflow = claims.repository().orElse("OWNER/REPO") + "/" + trust.workflow() + "@" + trust.ref();
        return List.of(
                equal(claims, "repository_id", trust.repositoryId(), Proves.TRUST),
                equal(claims, "repository_owner_id", trust.ownerId(), Proves.TRUST),
                new ClaimCheck(
                        "repository",
                        "OWNER/REPO",
                        claims.shown("repository"),
                        claims.repository().isPresent(),
                        Proves.TRUST,
                        ""),
                equal(claims, "ref", trust.ref(), Proves.TRUST),
                equal(claims, "environment", trust.environment(), Proves.TRUST),
                new ClaimCheck(
                        "event_name",
                        String.join(" or ", new TreeSet<>(trust.events())),
                        claims.shown("event_name"),
                        claims.text("event_name")
                                .filter(trust.events()::contains)
                                .isPresent(),
                        Proves.TRUST,
                        ""),
                equal(claims, "workflow_ref", workflow, Proves.TRUST));
    }

    private static ClaimCheck equal(Claims claims, String name, String expected, Proves proves) {
        boolean fits = claims.text(name).filter(expected::equals).isPresent();
        return new ClaimCheck(name, expected, claims.shown(name), fits, proves, "");
    }

    private ClaimCheck audience(Claims claims, Optional<byte[]> bound) {
        String prefix = Audience.prefix(domain);
        if (bound.isPresent()) {
            return equal(claims, "aud", prefix + Audience.digest(bound.get()), Proves.AUTHENTICITY);
        }
        boolean fits = claims.text("aud")
                .filter(aud -> aud.startsWith(prefix)
                        && DIGEST.matcher(aud.substring(prefix.length())).matches())
                .isPresent();
        String note = "without the body, only the part before the digest was compared";
        return new ClaimCheck(
                "aud", prefix + "SHA-256 of the body in hex", claims.shown("aud"), fits, Proves.AUTHENTICITY, note);
    }

    private List<ClaimCheck> times(Claims claims) {
        Optional<Instant> issued = claims.time("iat");
        Optional<Instant> from = claims.time("nbf");
        Optional<Instant> until = claims.time("exp");
        String apart = issued.map(at -> clock.apart("token", at)).orElse("");
        return List.of(
                time(claims, "iat", "not ahead of now", issued.filter(at -> !clock.isAhead(at, BoxClock.SKEW)), apart),
                time(claims, "nbf", "not ahead of now", from.filter(at -> !clock.isAhead(at, BoxClock.SKEW)), apart),
                time(claims, "exp", "after now", until.filter(at -> isGood(issued, at)), apart));
    }

    private boolean isGood(Optional<Instant> issued, Instant until) {
        boolean shortLived =
                issued.filter(at -> !until.isAfter(at.plus(LONGEST_LIFE))).isPresent();
        return shortLived && !clock.isPast(until, BoxClock.SKEW);
    }

    private ClaimCheck time(Claims claims, String name, String expected, Optional<Instant> good, String apart) {
        String found = claims.time(name).map(Instant::toString).orElseGet(() -> claims.shown(name));
        boolean isTime = claims.time(name).isPresent();
        return new ClaimCheck(
                name,
                expected + " (" + Instant.ofEpochSecond(clock.now().getEpochSecond()) + ")",
                found,
                good.isPresent(),
                Proves.AUTHENTICITY,
                good.isPresent() || !isTime ? "" : apart);
    }

    /** The token's id, until the token expires. */
    Optional<SingleUse> singleUse(Claims claims) {
        return claims.jti().flatMap(jti -> claims.time("exp")
                .map(until -> new SingleUse("github " + jti, until.plus(BoxClock.SKEW))));
    }
}
