package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsServerListTest {

    @Test
    void aServerIsAHostWithOrWithoutAPort() {
        assertThat(DnsServerList.parse("127.0.0.1, 192.0.2.7:5353 [::1]:54,::1 [2001:db8::5]"))
                .extracting(one -> one.getAddress().getHostAddress() + " " + one.getPort())
                .containsExactly(
                        "127.0.0.1 53",
                        "192.0.2.7 5353",
                        "0:0:0:0:0:0:0:1 54",
                        "0:0:0:0:0:0:0:1 53",
                        "2001:db8:0:0:0:0:0:5 53");
    }

    @Test
    void anEmptyListIsEmpty() {
        assertThat(DnsServerList.parse("  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:0", "127.0.0.1:", "[::1", ":53"})
    void whatIsNoServerIsNamedInTheMessage(String text) {
        assertThatThrownBy(() -> DnsServerList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void theSystemHasAtLeastOneServer() {
        assertThat(DnsServerList.ofSystem()).isNotEmpty();
    }
}
