package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/**
 * Passwords for registries in Amazon ECR, by the console's AWS credentials. One is kept until an hour before its end, or until
 * the credentials are others; while AWS gives no new one, the old one is used to its end. Its client is made for each
 * question and closed after it: nobody pays for it who has no image there.
 */
public final class EcrTokens {
    /** See "Private registry authentication" in the Amazon ECR User Guide. */
    private static final Pattern REGISTRY =
            Pattern.compile("[0-9]{12}\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]{1,30})\\.amazonaws\\.com(?:\\.cn)?");

    private static final Duration BEFORE_ITS_END = Duration.ofHours(1);

    private final AwsConnection connection;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Kept kept;

    /** The connection stays the caller's to close. */
    public EcrTokens(AwsConnection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    private record Kept(String keyId, String region, EcrToken token) {}

    /**
     * The password for a registry.
     *
     * @param registry its host
     * @return absent when the host is none of ECR's; failed when AWS gives none, with the reason and what to do
     */
    public Optional<Fact<EcrToken>> find(String registry) {
        Matcher host = REGISTRY.matcher(registry);
        return host.matches() ? Optional.of(token(host.group(1))) : Optional.empty();
    }

    private Fact<EcrToken> token(String region) {
        AwsSettings settings = connection.settings();
        Duration limit = settings.credentialsTimeout().plus(settings.callTimeout());
        try (var reading = new SnapshotReading(limit, 1)) {
            AwsCall call = AwsCall.GET_AUTHORIZATION_TOKEN;
            Fact<EcrToken> read = reading.fork(call, () -> reading.ask(call, () -> current(region)))
                    .get();
            return read instanceof Fact.Known<EcrToken>
                    ? read
                    : stillGood(region).orElse(read);
        }
    }

    private EcrToken current(String region) {
        AwsCredentials credentials = connection.ready().credentials();
        lock.lock();
        try {
            Kept last = kept;
            boolean same = last != null
                    && last.keyId().equals(credentials.accessKeyId())
                    && last.region().equals(region)
                    && isGood(last, BEFORE_ITS_END);
            Kept now =
                    last != null && same ? last : new Kept(credentials.accessKeyId(), region, ask(region, credentials));
            kept = now;
            return now.token();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Fact<EcrToken>> stillGood(String region) {
        Kept last = kept;
        return last != null && last.region().equals(region) && isGood(last, Duration.ZERO)
                ? Optional.of(Fact.known(last.token()))
                : Optional.empty();
    }

    private boolean isGood(Kept one, Duration left) {
        return clock.instant().plus(left).isBefore(one.token().endsAt());
    }

    private EcrToken ask(String region, AwsCredentials credentials) {
        try (EcrClient ecr = AwsClients.ecr(connection.settings(), Region.of(region), credentials)) {
            return ecr.getAuthorizationToken().authorizationData().stream()
                    .findFirst()
                    .map(EcrTokens::token)
                    .orElseThrow(EcrTokens::unreadable);
        }
    }

    private static EcrToken token(AuthorizationData data) {
        String[] parts = plain(data.authorizationToken()).split(":", 2);
        if (parts.length < 2) {
            throw unreadable();
        }
        return new EcrToken(
                parts[0], parts[1], Optional.ofNullable(data.expiresAt()).orElse(Instant.EPOCH));
    }

    private static String plain(@Nullable String packed) {
        try {
            return new String(Base64.getDecoder().decode(AbsentTexts.orEmpty(packed)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static CallAbandoned unreadable() {
        return new CallAbandoned(AwsFailure.unreadable("without a token"));
    }
}
