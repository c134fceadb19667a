package ch.meuthak.lotse.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(Stream.of("127.0.0.0/8", "::1/128", "10.0.0.0/8", "fc00::/7")
                    .map(AddressRange::of)
                    .toList());

    private String client(String peer, String... entries) {
        return proxies.route(peer, List.of(entries)).client();
    }

    @Test
    void theClientIsTheFarthestAddressThatSomebodyTrustedVouchesFor() {
        assertThat(client("10.0.0.5", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client("127.0.0.1", "6.6.6.6", "203.0.113.9", "10.0.0.5")).isEqualTo("203.0.113.9");
        assertThat(client("fd00::1", "2001:db8::9")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @Test
    void aStrangersWordCountsForNothing() {
        TrustedProxies.Route route = proxies.route("198.51.100.1", List.of("10.0.0.1"));
        assertThat(route.client()).isEqualTo("198.51.100.1");
        assertThat(route.proxies()).isEmpty();
        assertThat(route.unbelieved()).containsExactly("10.0.0.1");
    }

    @Test
    void portsAndBracketsAreRead() {
        assertThat(client("10.0.0.5", "203.0.113.9:4711")).isEqualTo("203.0.113.9");
        assertThat(client("10.0.0.5", "[2001:db8::9]:4711")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @Test
    void namesAndNonsenseEndTheChainWhereTheyStand() {
        assertThat(client("10.0.0.5", "203.0.113.9", "localhost")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.5", "unknown")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.5", "[", "]")).isEqualTo("10.0.0.5");
        assertThat(proxies.trusts("unix")).isFalse();
    }

    /** The edge counts such a client among those that nobody named. */
    @Test
    void anEmptyEntryEndsTheChainWhereItStands() {
        assertThat(client("10.0.0.5", "203.0.113.9,")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.5", "203.0.113.9", "")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.5", "203.0.113.9, , 10.0.0.6")).isEqualTo("10.0.0.6");
        assertThat(client("10.0.0.5", " , 203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void aRangeContainsItsOwnFamilyAlone() {
        assertThat(AddressRange.of("10.0.0.0/8")
                        .contains(AddressRange.of("10.255.0.1").network()))
                .isTrue();
        assertThat(AddressRange.of("10.0.0.0/8")
                        .contains(AddressRange.of("11.0.0.1").network()))
                .isFalse();
        assertThat(AddressRange.of("0.0.0.0/0").contains(AddressRange.of("::1").network()))
                .isFalse();
        assertThatThrownBy(() -> AddressRange.of("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.of("example.org")).isInstanceOf(IllegalArgumentException.class);
    }
}
