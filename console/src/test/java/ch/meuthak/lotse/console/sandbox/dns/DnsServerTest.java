package ch.meuthak.lotse.console.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

@Timeout(30)
class DnsServerTest {
    private final Zones zones = new Zones()
            .zone("example.ch.")
            .zone("elb.amazonaws.com.")
            .cname("backend.example.ch.", "lb-1.elb.amazonaws.com.")
            .a("lb-1.elb.amazonaws.com.", InetAddress.getLoopbackAddress());
    private DnsServer server;
    private SimpleResolver resolver;

    @BeforeEach
    void start() throws Exception {
        server = DnsServer.start(zones);
        resolver = new SimpleResolver(server.address());
        resolver.setTimeout(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private Message ask(String name, int type) throws Exception {
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    @Test
    void itFollowsACnameToItsAddressOverUdpAndTcp() throws Exception {
        for (boolean tcp : new boolean[] {false, true}) {
            resolver.setTCP(tcp);
            Message answer = ask("backend.example.ch.", Type.A);

            assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(answer.getSection(Section.ANSWER))
                    .extracting(Record::rdataToString)
                    .containsExactly("lb-1.elb.amazonaws.com.", "127.0.0.1");
        }
    }

    @Test
    void aNameWithoutRecordsIsNxdomainWithTheSoa() throws Exception {
        Message answer = ask("other.example.ch.", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(answer.getSection(Section.AUTHORITY))
                .extracting(Record::getType)
                .containsExactly(Type.SOA);
    }

    @Test
    void aNameWithoutThatTypeIsNoErrorAndEmpty() throws Exception {
        Message answer = ask("lb-1.elb.amazonaws.com.", Type.AAAA);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void anotherZoneIsRefused() throws Exception {
        assertThat(ask("www.example.org.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void recordsChangeWhileItRuns() throws Exception {
        zones.cname("backend.example.ch.", "backend.example.ch.");
        assertThat(ask("backend.example.ch.", Type.A).getSection(Section.ANSWER))
                .hasSize(1);

        zones.remove("backend.example.ch.");
        assertThat(ask("backend.example.ch.", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
}
