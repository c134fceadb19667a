package ch.meuthak.lotse.console.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aMetadataServiceThatHangsCostsNoMoreThanItsTimeout() {
        set("aws.disableEc2Metadata", "false");
        set("aws.ec2MetadataServiceEndpoint", aws.endpoint().toString());
        set("aws.ec2MetadataServiceTimeout", "60"); // seconds: so that no limit of the SDK ends it first
        aws.always(new ReplayedAws.Behaviour.Hangs());
        write("config", config());
        AwsSettings chain = fromChain();
        var impatient = new AwsSettings(
                chain.connectTimeout(),
                chain.attemptTimeout(),
                chain.callTimeout(),
                chain.attempts(),
                chain.callsAtOnce(),
                Duration.ofMillis(500),
                chain.endpoint(),
                chain.region(),
                chain.credentials(),
                chain.interceptors());
        long began = System.nanoTime();

        Topology read = read(impatient, GENEROUS);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(problem(read, "DescribeLoadBalancers").error()).isEqualTo("NoCredentials");
    }

    private static AwsSettings fromChain() {
        return AwsSettings.fromChain();
    }
}
