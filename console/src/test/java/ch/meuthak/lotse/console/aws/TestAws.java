package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Settings for an AWS endpoint of the tests: fixed credentials, and timeouts that a hanging test can wait for. */
public final class TestAws {
    private TestAws() {}

    public static AwsSettings settings(URI endpoint, ExecutionInterceptor... interceptors) {
        return new AwsSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                2,
                16,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Optional.of(endpoint),
                Optional.of(ReferenceTopology.REGION),
                Optional.of(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("ASIATESTTESTTEST", "secret-of-the-test", "token-of-the-test"))),
                List.of(interceptors));
    }

    /** The same, with calls that are given up after this long. */
    public static AwsSettings impatient(URI endpoint, Duration call) {
        AwsSettings calm = settings(endpoint);
        return new AwsSettings(
                call,
                call,
                call,
                1,
                calm.callsAtOnce(),
                calm.loadTimeout(),
                calm.credentialsTimeout(),
                calm.endpoint(),
                calm.region(),
                calm.credentials(),
                List.of());
    }

    /** The same, signed with this key. */
    public static AwsSettings as(String keyId, URI endpoint) {
        AwsSettings calm = settings(endpoint);
        return new AwsSettings(
                calm.connectTimeout(),
                calm.attemptTimeout(),
                calm.callTimeout(),
                calm.attempts(),
                calm.callsAtOnce(),
                calm.loadTimeout(),
                calm.credentialsTimeout(),
                calm.endpoint(),
                calm.region(),
                Optional.of(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(keyId, "secret-of-the-test", "token-of-the-test"))),
                calm.interceptors());
    }

    /** The same, with the calls made one after another. */
    public static AwsSettings oneAfterAnother(URI endpoint) {
        AwsSettings calm = settings(endpoint);
        return new AwsSettings(
                calm.connectTimeout(),
                calm.attemptTimeout(),
                calm.callTimeout(),
                calm.attempts(),
                1,
                calm.loadTimeout(),
                calm.credentialsTimeout(),
                calm.endpoint(),
                calm.region(),
                calm.credentials(),
                calm.interceptors());
    }
}
