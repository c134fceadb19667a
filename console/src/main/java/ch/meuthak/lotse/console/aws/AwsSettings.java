package ch.meuthak.lotse.console.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * How the console talks to AWS. What is empty here is found by the SDK's own chain: {@code AWS_REGION}, {@code AWS_PROFILE},
 * {@code AWS_ENDPOINT_URL}, {@code ~/.aws}, the instance profile.
 *
 * @param connectTimeout until the TCP connection stands
 * @param attemptTimeout until one attempt is answered
 * @param callTimeout until a call is answered, its retries included
 * @param attempts how often a call is tried at most, 1 or more
 * @param callsAtOnce how many requests of one snapshot are under way at a time, 1 or more
 * @param loadTimeout until the SDK is loaded, which takes a small or busy machine many seconds at the first time
 * @param credentialsTimeout until it is known whether there are credentials; the instance metadata service is asked within it
 * @param interceptors see every call; for measuring
 */
public record AwsSettings(
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        int attempts,
        int callsAtOnce,
        Duration loadTimeout,
        Duration credentialsTimeout,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<AwsCredentialsProvider> credentials,
        List<ExecutionInterceptor> interceptors) {

    public AwsSettings {
        interceptors = List.copyOf(interceptors);
    }

    /** Whether a setting or a profile names a region. Does not ask the instance metadata service. */
    public boolean namesRegion() {
        return region.isPresent() || AwsClients.isRegionNamed();
    }

    /** The same in a region. */
    public AwsSettings in(String region) {
        return new AwsSettings(
                connectTimeout,
                attemptTimeout,
                callTimeout,
                attempts,
                callsAtOnce,
                loadTimeout,
                credentialsTimeout,
                endpoint,
                Optional.of(region),
                credentials,
                interceptors);
    }

    /** Everything from the SDK's chain; a call has 6 s. */
    public static AwsSettings fromChain() {
        return new AwsSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(6),
                3,
                16,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
