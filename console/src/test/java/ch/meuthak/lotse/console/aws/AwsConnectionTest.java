package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the console finds by the SDK's own chain. */
@Timeout(120)
class AwsConnectionTest extends ChainFixture {
    AwsConnectionTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void withoutCredentialsEveryCallSaysSoAndDnsIsStillThere() {
        write("config", "[default]\nregion = us-east-1\n");

        Topology read = read(fromChain(), GENEROUS);

        assertThat(read.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.error()).isEqualTo("NoCredentials");
            assertThat(problem.message()).contains("~/.aws/credentials").endsWith("without a restart.");
        });
        assertThat(read.dns()).isEqualTo(reference.dns());
        assertThat(read.lacksCredentials()).isTrue();
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void withoutARegionEveryCallSaysSo() {
        write("credentials", keys("AKIAFIRST"));

        Topology read = read(fromChain(), GENEROUS);

        assertThat(read.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.error()).isEqualTo("NoRegion");
            assertThat(problem.message()).contains("AWS_REGION");
        });
        assertThat(read.region()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://exa mple", "http://", "nonsense"})
    void anEndpointThatIsNoAddressIsNotTakenForAMissingRegionOrMissingCredentials(String endpoint) {
        write("credentials", keys("AKIAFIRST"));
        write("config", "[default]\nregion = us-east-1\nendpoint_url = " + endpoint + "\n");

        Topology read = read(fromChain(), GENEROUS);

        assertThat(read.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.error()).doesNotStartWith("No");
            assertThat(problem.message()).contains("AWS_ENDPOINT_URL");
        });
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void keysPastedIntoTheProfileAreUsedAtTheNextRefresh() {
        write("config", config());
        try (var connection = new AwsConnection(fromChain())) {
            AwsInventory inventory = inventory(connection, GENEROUS);
            assertThat(inventory.read().problems()).isNotEmpty();

            write("credentials", keys("AKIAFIRST"));
            assertThat(inventory.read().problems()).isEmpty();
            assertThat(aws.asked()).isNotEmpty().allMatch(asked -> asked.authorization()
                    .contains("AKIAFIRST"));

            aws.forget();
            write("credentials", keys("AKIASECOND"));
            assertThat(inventory.read().problems()).isEmpty();
            assertThat(aws.asked()).isNotEmpty().allMatch(asked -> asked.authorization()
                    .contains("AKIASECOND"));
        }
    }

    @Test
    void theEndpointOfTheChainIsUsed() {
        write("credentials", keys("AKIAFIRST"));
        write("config", config());

        assertThat(read(fromChain(), GENEROUS))
                .usingRecursiveComparison()
                .ignoringFields("takenAt", "took")
                .isEqualTo(reference);
    }

    @Test
    void credentialsThatAreFoundSlowlyAreNotNoneAndAreUsedWhenTheyAreFound() {
        write("config", config());
        CountDownLatch slow = new CountDownLatch(1);
        AwsCredentialsProvider provider = () -> {
            awaitUnlessInterrupted(slow);
            return AwsBasicCredentials.create("AKIASLOWSLOWSLOWSLOW", "secret");
        };
        try (var connection = new AwsConnection(hasty(Optional.of(provider)))) {
            AwsInventory inventory = inventory(connection, GENEROUS);

            Topology early = inventory.read();

            assertThat(early.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.error()).isEqualTo("NotYet");
                assertThat(problem.message())
                        .contains("not known yet whether there are AWS credentials", "again automatically")
                        .doesNotContain("There are no");
            });
            assertThat(early.lacksCredentials()).isFalse();
            assertThat(early.isTooEarly()).isTrue();
            assertThat(connection.access().toOptional()).isEmpty();
            slow.countDown();
            Topology later = inventory.read();
            assertThat(later.problems()).isEmpty();
            assertThat(later.isTooEarly()).isFalse();
        }
    }

    /** As a thread that is told to end in the middle of the SDK: what it throws says nothing of credentials. */
    private static void awaitUnlessInterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("Unable to load credentials", e);
        }
    }

    @Test
    void loadingTheSdkTakesNothingFromTheTimeToLookForCredentials() {
        write("config", config());
        write("credentials", keys("AKIAFIRST"));
        AwsSettings settings = hasty(Optional.empty());
        Runnable loads =
                () -> LockSupport.parkNanos(settings.credentialsTimeout().toNanos() * 3);
        try (var connection = new AwsConnection(settings, InstantSource.system(), loads)) {
            assertThat(inventory(connection, GENEROUS).read().problems()).isEmpty();
        }
    }

    @Test
    void anSdkThatDoesNotLoadInTimeIsSaidToBeThat() {
        write("config", config());
        AwsSettings chain = fromChain();
        var settings = with(chain, Duration.ofMillis(200), chain.credentialsTimeout(), chain.credentials());
        CountDownLatch loaded = new CountDownLatch(1);
        try (var connection =
                new AwsConnection(settings, InstantSource.system(), () -> awaitUnlessInterrupted(loaded))) {
            Topology read = inventory(connection, GENEROUS).read();

            assertThat(read.isTooEarly()).isTrue();
            assertThat(read.problems())
                    .allSatisfy(problem -> assertThat(problem.message()).contains("did not load within"));
        }
    }

    private static AwsSettings hasty(Optional<AwsCredentialsProvider> credentials) {
        AwsSettings chain = fromChain();
        return with(chain, chain.loadTimeout(), Duration.ofMillis(800), credentials);
    }

    private static AwsSettings with(
            AwsSettings chain, Duration load, Duration look, Optional<AwsCredentialsProvider> credentials) {
        return new AwsSettings(
                chain.connectTimeout(),
                chain.attemptTimeout(),
                chain.callTimeout(),
                chain.attempts(),
                chain.callsAtOnce(),
                load,
                look,
                chain.endpoint(),
                chain.region(),
                credentials,
                chain.interceptors());
    }

    @Test
    void aMetadataServiceThatHangsCostsNoMoreThanItsTimeout() {
        set("aws.disableEc2Metadata", "false");
        set("aws.ec2MetadataServiceEndpoint", aws.endpoint().toString());
        set("aws.ec2MetadataServiceTimeout", "60"); // seconds: so that no limit of the SDK ends it first
        aws.always(new ReplayedAws.Behaviour.Hangs());
        write("config", config());
        AwsSettings chain = fromChain();
        var impatient = with(chain, chain.loadTimeout(), Duration.ofMillis(500), chain.credentials());
        long began = System.nanoTime();

        Topology read = read(impatient, GENEROUS);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(problem(read, "DescribeLoadBalancers").error()).isEqualTo("NotYet");
    }

    private static AwsSettings fromChain() {
        return AwsSettings.fromChain();
    }
}
