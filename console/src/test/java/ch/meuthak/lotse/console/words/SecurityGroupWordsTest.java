package ch.meuthak.lotse.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityGroupWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp | 5000 | 5000 | 0.0.0.0/0 | Anybody on the internet can connect to TCP 5000.",
                "tcp | 22 | 22 | ::/0 | Anybody on the internet (IPv6) can connect to TCP 22 (SSH).",
                "tcp | 22 | 22 | 203.0.113.7/32 | Only 203.0.113.7 can connect to TCP 22 (SSH).",
                "udp | 1000 | 2000 | 10.0.0.0/8 | Addresses in 10.0.0.0/8 can connect to UDP 1000 to 2000.",
                "tcp | 0 | 65535 | sg-1 | Members of the security group sg-1 can connect to all TCP ports.",
                "-1 | -1 | -1 | pl-1 | Addresses in the prefix list pl-1 can connect to all ports and protocols.",
                "icmp | -1 | -1 | 0.0.0.0/0 | Anybody on the internet can send ICMP.",
                "icmp | 8 | -1 | 0.0.0.0/0 | Anybody on the internet can send ICMP of type 8.",
                "50 | -1 | -1 | 0.0.0.0/0 | Anybody on the internet can connect to IP protocol 50."
            })
    void anInboundRuleIsASentence(String protocol, int from, int to, String source, String sentence) {
        assertThat(SecurityGroupWords.inbound(rule(protocol, from, to, source))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | -1 | -1 | 0.0.0.0/0 | The group's members can connect to all ports and protocols at any IPv4 address.",
                "tcp | 443 | 443 | sg-1 | The group's members can connect to TCP 443 (HTTPS) at members of the security group sg-1."
            })
    void anOutboundRuleIsASentence(String protocol, int from, int to, String destination, String sentence) {
        assertThat(SecurityGroupWords.outbound(rule(protocol, from, to, destination)))
                .isEqualTo(sentence);
    }

    private static SecurityGroupRule rule(String protocol, int from, int to, String source) {
        return new SecurityGroupRule("sgr-1", protocol, from, to, source, "");
    }
}
