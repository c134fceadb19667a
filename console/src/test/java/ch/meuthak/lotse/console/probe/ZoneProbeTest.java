package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import ch.meuthak.lotse.console.sandbox.dns.DnsServer;
import ch.meuthak.lotse.console.sandbox.dns.Zones;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ZoneProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String DOMAIN = "backend.example.ch";
    private static final String BALANCER = "semarb3-1577038455.us-east-1.elb.amazonaws.com";
    private static final String RECORD = "_3639ac.backend.example.ch.";
    private static final String VALUE = "_5f2c.mhbtsbpdnt.acm-validations.aws.";

    private final Zones zones = new Zones()
            .zone("ch.")
            .zone("example.ch.")
            .zone("elb.amazonaws.com.")
            .cname(DOMAIN, BALANCER)
            .a(BALANCER, InetAddress.ofLiteral("192.0.2.1"));
    private final DnsServer server = DnsServer.start(zones);

    ZoneProbeTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Fact<ZoneAnswer> ask(Duration deadline, InetSocketAddress resolver, String domain, String... records) {
        return new ZoneProbe(List.of(resolver), deadline, InstantSource.fixed(NOW)).ask(domain, List.of(records));
    }

    private ZoneAnswer ask(String... records) {
        return ask(Duration.ofSeconds(20), server.address(), DOMAIN, records)
                .toOptional()
                .orElseThrow();
    }

    private static Problem problem(Fact<ZoneAnswer> fact) {
        return switch (fact) {
            case Fact.Failed<ZoneAnswer>(var problem) -> problem;
            case Fact<ZoneAnswer> other -> throw new AssertionError("no failure: " + other);
        };
    }

    @Test
    void theZoneItsServersAndWhatTheySayOfTheDomainAreTold() {
        assertThat(ask())
                .isEqualTo(new ZoneAnswer(
                        "example.ch",
                        List.of("ns1.example.ch"),
                        true,
                        BALANCER,
                        List.of(),
                        List.of(),
                        Fact.known(List.of()),
                        NOW));
    }

    @Test
    void addressesOfTheDomainItselfAreTold() {
        zones.remove(DOMAIN + ".")
                .a(DOMAIN, InetAddress.ofLiteral("192.0.2.7"))
                .aaaa(DOMAIN, InetAddress.ofLiteral("2001:db8::7"));

        assertThat(ask().alias()).isEmpty();
        assertThat(ask().addresses()).containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:7");
    }

    @Test
    void aDomainThatIsNotThereStillHasAZone() {
        zones.remove(DOMAIN + ".");

        assertThat(ask().zone()).isEqualTo("example.ch");
        assertThat(ask().alias()).isEmpty();
        assertThat(ask().addresses()).isEmpty();
    }

    @Test
    void aZoneOfTheDomainsOwnIsFoundBeforeTheOneAboveIt() {
        zones.remove(DOMAIN + ".").zone(DOMAIN + ".").a(DOMAIN, InetAddress.ofLiteral("192.0.2.7"));

        assertThat(ask().zone()).isEqualTo(DOMAIN);
        assertThat(ask().nameServers()).containsExactly("ns1." + DOMAIN);
    }

    @Test
    void eachRecordIsComparedByItsName() {
        zones.cname(RECORD, VALUE);

        assertThat(ask(RECORD, "_absent.backend.example.ch.").validations())
                .containsExactly(
                        new ValidationLookup(RECORD, "example.ch", VALUE, ""),
                        new ValidationLookup("_absent.backend.example.ch.", "example.ch", "", ""));
    }

    @Test
    void aRecordWithTheZonesNameTwiceIsFound() {
        zones.cname(RECORD + "example.ch.", VALUE);

        assertThat(ask(RECORD).validations()).containsExactly(new ValidationLookup(RECORD, "example.ch", "", VALUE));
    }

    @Test
    void aRecordInAnotherZoneIsAskedThere() {
        zones.zone("example.com.").cname("_3639ac.example.com.", VALUE);

        assertThat(ask("_3639ac.example.com.").validations())
                .containsExactly(new ValidationLookup("_3639ac.example.com.", "example.com", VALUE, ""));
    }

    @Test
    void aRecordThatNobodyCanBeAskedAboutIsLeftOutAndTheOthersStay() {
        zones.cname(RECORD, VALUE);

        assertThat(ask("_x.elsewhere.invalid.", "a..b", RECORD).validations())
                .extracting(ValidationLookup::name)
                .containsExactly(RECORD);
    }

    @Test
    void theNearestCaaRecordsAboveTheDomainCount() {
        zones.caa("ch.", "above.example");
        assertThat(ask().caa()).isEqualTo(Fact.known(List.of("above.example")));

        zones.caa("example.ch.", "amazon.com").caa("example.ch.", "letsencrypt.org; validationmethods=dns-01");
        assertThat(ask().caa()).isEqualTo(Fact.known(List.of("amazon.com", "letsencrypt.org")));
    }

    @Test
    void caaRecordsAtTheEndOfTheAliasCountFirst() {
        zones.caa("example.ch.", "letsencrypt.org").caa(BALANCER, ";");

        assertThat(ask().caa()).isEqualTo(Fact.known(List.of("nobody")));
    }

    @Test
    void aDomainThatNobodyHasRegisteredHasNoZone() {
        Problem problem = problem(ask(Duration.ofSeconds(20), server.address(), "backend.nobody.ch"));

        assertThat(problem.error()).isEqualTo("NoZone");
        assertThat(problem.message()).contains("backend.nobody.ch", "registry");
    }

    @Test
    void whenNoAuthoritativeServerAnswersTheResolverIsAskedAndItIsSaid() {
        zones.remove("ns1.example.ch.").a("ns1.example.ch.", InetAddress.ofLiteral("127.0.0.9"));
        zones.cname(RECORD, VALUE);

        ZoneAnswer answer = ask(RECORD);
        assertThat(answer.answeredBy()).startsWith("the resolver");
        assertThat(answer.validations()).extracting(ValidationLookup::value).containsExactly(VALUE);
    }

    @Test
    void aServerThatIsNotAuthoritativeIsNotTakenForOne() throws IOException {
        try (var lame = new ZoneServer()) {
            lame.soa("example.ch").ns("example.ch", "ns1.example.ch").a("ns1.example.ch", "127.0.0.1");

            ZoneAnswer answer = ask(Duration.ofSeconds(20), lame.address(), DOMAIN)
                    .toOptional()
                    .orElseThrow();
            assertThat(answer.answeredBy()).startsWith("the resolver");
        }
    }

    /** Where nothing but HTTPS may go out, datagrams to name servers vanish, and no error tells of it. */
    @Test
    void nameServersThatNeverAnswerLeaveTheResolverTimeToAnswer() throws IOException {
        try (var resolver = new ZoneServer();
                var first = mute("127.0.0.11");
                var second = mute("127.0.0.12");
                var third = mute("127.0.0.13")) {
            resolver.soa("example.ch").cname(DOMAIN, BALANCER).a(BALANCER, "192.0.2.1");
            List<InetSocketAddress> known = new ArrayList<>(List.of(resolver.address()));
            for (DatagramSocket silent : List.of(first, second, third)) {
                var at = (InetSocketAddress) silent.getLocalSocketAddress();
                String name = "ns" + known.size() + ".example.ch";
                resolver.ns("example.ch", name).a(name, at.getAddress().getHostAddress());
                known.add(at);
            }
            Duration usual = ProbeSettings.defaults().deadline();
            long begun = System.nanoTime();

            var answer = new ZoneProbe(known, usual, InstantSource.fixed(NOW)).ask(DOMAIN, List.of());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(usual);
            assertThat(answer.toOptional()).hasValueSatisfying(zone -> {
                assertThat(zone.answeredBy()).startsWith("the resolver");
                assertThat(zone.alias()).isEqualTo(BALANCER);
            });
        }
    }

    private static DatagramSocket mute(String address) throws IOException {
        return new DatagramSocket(0, InetAddress.ofLiteral(address));
    }

    @Test
    void silenceEndsAtTheDeadline() throws IOException {
        try (var silent = new ZoneServer()) {
            silent.silent();
            long begun = System.nanoTime();

            assertThat(problem(ask(Duration.ofMillis(500), silent.address(), DOMAIN, RECORD))
                            .error())
                    .isEqualTo("Timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aResolverThatRefusesIsAProblemWithItsCode() {
        assertThat(problem(ask(Duration.ofSeconds(20), server.address(), "api.example.invalid"))
                        .error())
                .isEqualTo("REFUSED");
        assertThat(problem(ask(Duration.ofSeconds(20), server.address(), "a..b"))
                        .error())
                .isEqualTo("BadName");
    }
}
