package ch.meuthak.lotse.console.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwsInventoryTest {
    private final Topology reference = ReferenceTopology.healthy().topology();
    private final ReplayedAws aws = new ReplayedAws(reference);
    private Optional<String> configured = Optional.empty();
    private Fact<DnsAnswer> dns = reference.dns();

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void theReferenceIsReadAsItIs() {
        Topology read = read();

        assertThat(read.problems()).isEmpty();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("takenAt", "took")
                .isEqualTo(reference);
    }

    private Topology read() {
        return read(TestAws.settings(aws.endpoint()), Duration.ofSeconds(20));
    }

    private Topology read(AwsSettings settings, Duration deadline) {
        var inventory = new InventorySettings(ReferenceTopology.DOMAIN, configured, deadline);
        try (var connection = new AwsConnection(settings)) {
            return new AwsInventory(
                            connection, name -> dns, inventory, Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC))
                    .read();
        }
    }
}
