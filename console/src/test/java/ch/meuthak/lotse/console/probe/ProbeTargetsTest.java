package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom the probes ask. */
class ProbeTargetsTest {
    private static final NameResolver ONLY_THE_BALANCER = name -> name.equals(ReferenceTopology.LOAD_BALANCER_DNS_NAME)
            ? Fact.known(new DnsAnswer(List.of(name), List.of("52.201.14.77", "2001:db8::1")))
            : Fact.failed(new Problem("DNS", "NXDOMAIN", "There is none.", ""));

    private static ProbeTargets targets(ReferenceTopology reference, ProbeSettings settings) {
        return new ProbeTargets(reference.topology(), settings, ONLY_THE_BALANCER);
    }

    private static ProbeTargets reference() {
        return targets(ReferenceTopology.healthy(), ProbeSettings.defaults());
    }

    @Test
    void theInventoryNamesThem() throws Exception {
        assertThat(reference().domain()).isEqualTo(ReferenceTopology.DOMAIN);
        assertThat(reference().httpsPort()).isEqualTo(443);
        assertThat(reference().straight().map(ProbeTargets::text)).contains("44.194.144.99:5000");
        assertThat(reference().validationRecords())
                .containsExactly("_dasisteintest123456789e3260f8f90.backend.meuthak.ch.");
    }

    @Test
    void theConfigurationComesFirst() {
        var settings = new ProbeSettings(
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Optional.of(8443),
                Optional.of(ProbeSettings.address("127.0.0.1:5001")),
                Optional.<Path>empty());

        assertThat(targets(ReferenceTopology.healthy(), settings).httpsPort()).isEqualTo(8443);
        assertThat(targets(ReferenceTopology.healthy(), settings).straight().map(ProbeTargets::text))
                .contains("127.0.0.1:5001");
    }

    @Test
    void aDomainThatLeadsNowhereLeavesTheLoadBalancersNameForTheHandshakeAndNothingForClients() throws Exception {
        assertThatThrownBy(() -> reference().ofDomain())
                .isInstanceOf(ProbeFailure.class)
                .hasMessageContaining(ReferenceTopology.DOMAIN + " does not resolve");
        assertThat(reference().ofLoadBalancer().stream().map(ProbeTargets::text))
                .containsExactly("52.201.14.77:443", "[2001:db8:0:0:0:0:0:1]:443");
    }

    @Test
    void whatIsNotKnownIsNotAsked() {
        var unread = targets(
                ReferenceTopology.healthy().nothingRead("ExpiredToken", "Paste new ones.", ""),
                ProbeSettings.defaults());

        assertThat(unread.straight()).isEmpty();
        assertThat(unread.validationRecords()).isEmpty();
        assertThat(unread.httpsPort()).isEqualTo(443);
    }

    @Test
    void anAddressToAskMustBeOneAndNoName() {
        assertThat(ProbeSettings.address("[::1]:5000").getPort()).isEqualTo(5000);
        for (String wrong : List.of("localhost:5000", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", ":5000", "")) {
            assertThatThrownBy(() -> ProbeSettings.address(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an address with a port");
        }
    }
}
