package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as a kernel wrote them. */
class PendingConnectionsTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final String DNS =
            "   0: 0B00007F:9D6B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24498251 1 0000 100 0 0 10 0";

    private static String line(String remote, String state) {
        return "   1: 024D1FAC:973A " + remote + " " + state
                + " 00000001:00000000 01:00000063 00000001     0        0 24515090 2 000000002bb96daf 100 0 0 1 -1";
    }

    private static List<String> hosts(String... lines) throws Exception {
        JsonNode network = Engine.JSON.readTree(
                "{\"IPAddress\": \"172.31.77.2\", \"IPPrefixLen\": 28, \"GlobalIPv6Address\": \"\", \"GlobalIPv6PrefixLen\": 0}");
        return PendingConnections.hosts(List.of(lines), List.of(network));
    }

    @Test
    void aConnectionThatIsNotAnsweredOutsideNamesItsHost() throws Exception {
        assertThat(hosts(HEAD, DNS, line("010200C0:0050", "02"))).containsExactly("192.0.2.1:80");
        assertThat(hosts(line("0000000000000000FFFF0000010200C0:01BB", "02")))
                .as("as Java's sockets have it")
                .containsExactly("192.0.2.1:443");
        assertThat(hosts(line("B80D0120000000000000000001000000:01BB", "02")))
                .containsExactly("[2001:db8:0:0:0:0:0:1]:443");
    }

    @Test
    void whatIsOpenOrWithinItsNetworksIsNoneOfThem() throws Exception {
        assertThat(hosts(line("010200C0:0050", "01"), line("010200C0:0050", "06")))
                .isEmpty();
        assertThat(hosts(line("034D1FAC:18EB", "02")))
                .as("a database beside it")
                .isEmpty();
        assertThat(hosts(line("0100007F:18EB", "02"))).isEmpty();
        assertThat(hosts(line("114D1FAC:18EB", "02"))).as("the next network").containsExactly("172.31.77.17:6379");
    }

    @Test
    void whatIsNoLineOfTheKernelsIsLeftOutAndThereAreFew() throws Exception {
        assertThat(hosts(
                        "cat: /proc/net/tcp6: No such file",
                        "a b c",
                        "1: x <script>:1 02",
                        "1: x 0102:1 02",
                        "1: x 010200C0 02",
                        "1: x 010200C0:XYZ 02",
                        "1: x :: 02",
                        ""))
                .isEmpty();
        assertThat(hosts(
                        line("010200C0:0050", "02"),
                        line("010200C0:0050", "02"),
                        line("020200C0:0050", "02"),
                        line("030200C0:0050", "02"),
                        line("040200C0:0050", "02")))
                .containsExactly("192.0.2.1:80", "192.0.2.2:80", "192.0.2.3:80");
    }
}
