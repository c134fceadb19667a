package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.credentials.PastedCredentials;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients for one region and one set of credentials. They share one HTTP client. */
record AwsClients(
        Region region,
        SdkHttpClient http,
        StsClient sts,
        ElasticLoadBalancingV2Client elb,
        AcmClient acm,
        Ec2Client ec2)
        implements SdkAutoCloseable {

    /**
     * The region that is set, otherwise the chain's.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException when the chain has none
     */
    static Region region(AwsSettings settings) {
        return settings.region().map(Region::of).orElseGet(AwsClients::regionOfChain);
    }

    /** Those that are set, otherwise the chain's. Not asked for yet; the caller's to close. */
    static AwsCredentialsProvider credentials(AwsSettings settings) {
        return settings.credentials()
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /**
     * Loads the classes that looking for credentials takes, by looking where the answer is there at once. The first time that
     * takes a busy machine seconds, in which nothing is known of the credentials themselves.
     */
    static void load() {
        try {
            DefaultCredentialsProvider.builder().build().close();
            EnvironmentVariableCredentialsProvider.create().resolveCredentials();
        } catch (SdkClientException e) {
            // there are none in the environment, which is no answer yet
        }
    }

    /**
     * Builds the clients.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException when the chain's endpoint is no address
     */
    static AwsClients open(AwsSettings settings, Region region, AwsCredentialsProvider credentials) {
        SdkHttpClient http = http(settings);
        var common = new Common(settings, region, credentials, http);
        return new AwsClients(
                region,
                http,
                common.build(StsClient.builder()),
                common.build(ElasticLoadBalancingV2Client.builder()),
                common.build(AcmClient.builder()),
                common.build(Ec2Client.builder()));
    }

    /** One for Amazon ECR alone; the caller's to close. Its HTTP client holds nothing open. */
    static EcrClient ecr(AwsSettings settings, Region region, AwsCredentials credentials) {
        var provider = StaticCredentialsProvider.create(credentials);
        return new Common(settings, region, provider, http(settings)).build(EcrClient.builder());
    }

    private static SdkHttpClient http(AwsSettings settings) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.attemptTimeout())
                .build();
    }

    private static Region regionOfChain() {
        return new DefaultAwsRegionProviderChain().getRegion();
    }

    /** Whether the environment or a profile names one. */
    static boolean isRegionNamed() {
        try {
            new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider()).getRegion();
            return true;
        } catch (SdkClientException e) {
            return false;
        }
    }

    @Override
    public void close() {
        List.of(sts, elb, acm, ec2, http).forEach(SdkAutoCloseable::close);
    }

    private record Common(AwsSettings settings, Region region, AwsCredentialsProvider credentials, SdkHttpClient http) {

        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
            settings.endpoint().ifPresent(builder::endpointOverride);
            return builder.region(region)
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .overrideConfiguration(limits())
                    .build();
        }

        private ClientOverrideConfiguration limits() {
            var limits = ClientOverrideConfiguration.builder()
                    .apiCallTimeout(settings.callTimeout())
                    .apiCallAttemptTimeout(settings.attemptTimeout())
                    .retryStrategy(retries())
                    .addExecutionInterceptor(new AnswerGuard())
                    .addExecutionInterceptor(new QuoteGuard());
            for (ExecutionInterceptor interceptor : settings.interceptors()) {
                limits.addExecutionInterceptor(interceptor);
            }
            return limits.build();
        }

        private RetryStrategy retries() {
            return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(settings.attempts())
                    .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(500)))
                    .throttlingBackoffStrategy(
                            BackoffStrategy.exponentialDelay(Duration.ofMillis(300), Duration.ofSeconds(1)))
                    .build();
        }
    }

    static AwsCredentialsProvider provider(PastedCredentials pasted) {
        return StaticCredentialsProvider.create(pasted.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(pasted.keyId(), pasted.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(pasted.keyId(), pasted.secretKey())));
    }
}
