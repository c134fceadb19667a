package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Rcode;

@Timeout(60)
class DnsClientTest {
    private static final String DOMAIN = "backend.example.ch";
    private static final String BALANCER = "semarb3-1577038455.us-east-1.elb.amazonaws.com";

    private final ZoneServer zone = new ZoneServer();

    DnsClientTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        zone.close();
    }

    @Test
    void theChainIsFollowedToTheAddressesAtItsEnd() {
        zone.cname(DOMAIN, BALANCER)
                .a(BALANCER, "192.0.2.1")
                .a(BALANCER, "192.0.2.2")
                .aaaa(BALANCER, "2001:db8::1");

        assertThat(known())
                .isEqualTo(new DnsAnswer(
                        List.of(DOMAIN, BALANCER), List.of("192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1")));
    }

    @Test
    void aServerThatAnswersOneLinkAtATimeIsAskedForTheNext() {
        zone.oneLinkAtATime()
                .cname(DOMAIN, "www.example.ch")
                .cname("www.example.ch", BALANCER)
                .a(BALANCER, "192.0.2.1");

        assertThat(known()).isEqualTo(new DnsAnswer(List.of(DOMAIN, "www.example.ch", BALANCER), List.of("192.0.2.1")));
        assertThat(zone.asked()).contains("A www.example.ch", "A " + BALANCER, "AAAA " + BALANCER);
    }

    @Test
    void aNameWithoutAddressesIsKnownToHaveNone() {
        zone.aaaa("other.example.ch", "2001:db8::1").cname(DOMAIN, "other.example.ch");

        assertThat(known().addresses()).containsExactly("2001:db8:0:0:0:0:0:1");
        assertThat(known().canonicalName()).isEqualTo("other.example.ch");
    }

    @Test
    void anUnknownNameIsNxdomainAndSaysWhichRecordToAdd() {
        assertThat(problem().error()).isEqualTo("NXDOMAIN");
        assertThat(problem().message()).contains(DOMAIN, "Add a CNAME record");
    }

    @Test
    void aChainThatEndsNowhereShowsWhereItEnds() {
        zone.oneLinkAtATime().cname(DOMAIN, BALANCER);

        assertThat(problem().error()).isEqualTo("NXDOMAIN");
        assertThat(problem().message()).contains(DOMAIN + " -> " + BALANCER);
    }

    @Test
    void aCircleOfAliasesIsALoop() {
        zone.cname(DOMAIN, "a.example.ch").cname("a.example.ch", "b.example.ch").cname("b.example.ch", "a.example.ch");

        assertThat(problem().error()).isEqualTo("Loop");
        assertThat(problem().message()).contains("a.example.ch -> b.example.ch -> a.example.ch");
    }

    @Test
    void anAliasOfItselfIsALoop() {
        zone.oneLinkAtATime().cname(DOMAIN, DOMAIN);

        assertThat(problem().error()).isEqualTo("Loop");
    }

    @Test
    void eightLinksAreFollowedAndNineAreNot() {
        zone.cname(DOMAIN, "link1.example.ch");
        for (int link = 1; link < 8; link++) {
            zone.cname("link" + link + ".example.ch", "link" + (link + 1) + ".example.ch");
        }
        zone.a("link8.example.ch", "192.0.2.1");

        assertThat(known().chain()).hasSize(9);

        zone.cname("longer.example.ch", DOMAIN);
        assertThat(problem("longer.example.ch").error()).isEqualTo("Loop");
    }

    @Test
    void aServerFailureIsNamed() {
        zone.failing(Rcode.SERVFAIL);

        assertThat(problem().error()).isEqualTo("SERVFAIL");
        assertThat(problem().message()).contains("name servers", "LOTSE_DNS_SERVERS");
    }

    @Test
    void aRefusalIsFollowedByTheNextServer() throws IOException {
        zone.failing(Rcode.REFUSED);
        try (var other = new ZoneServer()) {
            other.a(DOMAIN, "192.0.2.1");

            Fact<DnsAnswer> answer = client(Duration.ofSeconds(20), zone.address(), other.address())
                    .resolve(DOMAIN);

            assertThat(answer.map(DnsAnswer::addresses)).isEqualTo(Fact.known(List.of("192.0.2.1")));
        }
    }

    @Test
    void silenceIsATimeoutWithinTheDeadline() {
        zone.silent();
        long began = System.nanoTime();

        Fact<DnsAnswer> answer = client(Duration.ofMillis(500), zone.address()).resolve(DOMAIN);

        assertThat(answer).isInstanceOfSatisfying(Fact.Failed.class, failed -> assertThat(
                        failed.problem().error())
                .isEqualTo("Timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anAnswerTooLongForUdpIsFetchedOverTcp() {
        zone.truncating().a(DOMAIN, "192.0.2.1");

        assertThat(known().addresses()).containsExactly("192.0.2.1");
        assertThat(zone.asked()).contains("A " + DOMAIN + " over TCP");
    }

    @Test
    void namesHaveNoCase() {
        zone.cname("BACKEND.Example.CH", BALANCER).a(BALANCER.toUpperCase(Locale.ROOT), "192.0.2.1");

        assertThat(known().addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void whatIsNoNameIsSaidToBeNone() {
        Stream.of("a..b", "x".repeat(64) + ".ch", "").map(this::resolve).forEach(answer -> assertThat(answer)
                .isInstanceOf(Fact.Failed.class));
    }

    private Fact<DnsAnswer> resolve(String name) {
        return client(Duration.ofSeconds(20), zone.address()).resolve(name);
    }

    private DnsAnswer known() {
        return resolve(DOMAIN).toOptional().orElseThrow();
    }

    private Problem problem() {
        return problem(DOMAIN);
    }

    private Problem problem(String name) {
        return switch (resolve(name)) {
            case Fact.Failed<DnsAnswer>(var problem) -> problem;
            case Fact<DnsAnswer> other -> throw new AssertionError("no failure: " + other);
        };
    }

    private static DnsClient client(Duration deadline, InetSocketAddress... servers) {
        return new DnsClient(List.of(servers), deadline);
    }
}
