package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the probes saw, at the hops that it belongs to. */
class OutsideWordsTest {

    private static Map<String, String> facts(Diagnosis diagnosis, Hop hop) {
        return Diagnosing.hop(diagnosis, hop).facts().stream()
                .collect(Collectors.toMap(HopFact::name, OutsideWordsTest::value));
    }

    private static String value(HopFact fact) {
        return switch (fact) {
            case HopFact.Text(var _, String value) -> value;
            case HopFact.Id(var _, String value) -> value;
            case HopFact.Time(var _, var at) -> at.toString();
        };
    }

    @Test
    void eachIsShownAtItsHop() {
        Diagnosis healthy = Scene.healthy().diagnose();

        assertThat(facts(healthy, Hop.DNS))
                .containsEntry("Zone", "meuthak.ch")
                .containsEntry("Name servers", "ns1.example.net, ns2.example.net")
                .doesNotContainKeys("Name servers say", "Asked", "CAA", "Through");
        assertThat(facts(healthy, Hop.LISTENER))
                .containsEntry("Served", "backend.meuthak.ch, 200 days left")
                .containsEntry("Serial", "0a7c1e559d426be83f10c4d27790abcd")
                .containsEntry("Protocol", "TLSv1.3, TLS_AES_128_GCM_SHA256");
        assertThat(facts(healthy, Hop.RELEASE))
                .containsEntry(
                        "Through the domain",
                        "200 from " + Scene.RELEASE + " in 48 ms: resolve 12, connect 12, TLS 12, first byte 12")
                .containsKey("Direct");
    }

    @Test
    void whatAProbeDidNotSeeIsSaidAndNotLeftOut() {
        Diagnosis unread = Diagnosing.diagnose(ReferenceTopology.healthy());

        assertThat(facts(unread, Hop.LISTENER))
                .containsEntry("Served", "not known. Not read, because nothing was probed.");
        assertThat(facts(unread, Hop.RELEASE)).containsKeys("Through the domain", "Direct");
        assertThat(facts(unread, Hop.DNS)).containsKey("Zone");
    }

    @Test
    void whatTheZoneSaysIsShownWhereTheResolverSaysSomethingElse() {
        Scene late = Scene.with(scene -> scene.aws(all -> all.dns(
                Fact.known(new DnsAnswer(List.of(ReferenceTopology.DOMAIN, "old.example"), List.of("192.0.2.1"))))));

        assertThat(facts(late.diagnose(), Hop.DNS))
                .containsEntry("Name servers say", "CNAME " + ReferenceTopology.LOAD_BALANCER_DNS_NAME);
    }

    @Test
    void aChainOverOthersAndARequestWithoutAnAnswerAreShown() {
        Scene scene = Scene.with(one -> {
            one.aws(all -> all.dns(Fact.known(new DnsAnswer(
                    List.of(ReferenceTopology.DOMAIN, "www.example", ReferenceTopology.LOAD_BALANCER_DNS_NAME),
                    List.of("192.0.2.1")))));
            one.domain = HttpVisit.unanswered(one.domain.url(), "the connection was refused", NOON);
            one.tls = Scene.tls(one.tls.serial(), "the chain is incomplete");
        });

        assertThat(facts(scene.diagnose(), Hop.DNS)).containsEntry("Through", "www.example");
        assertThat(facts(scene.diagnose(), Hop.RELEASE))
                .containsEntry("Through the domain", "no answer: the connection was refused");
        assertThat(facts(scene.diagnose(), Hop.LISTENER).get("Served")).endsWith("; the chain is incomplete");
    }

    @Test
    void shortTimesAreShownToATenthAndStepsThatWereNotTakenLeftOut() {
        var latency =
                new Latency(Duration.ZERO, Duration.ofNanos(180_000), Duration.ZERO, Duration.ofNanos(12_400_000));

        assertThat(latency.words()).isEqualTo("13 ms: connect 0.2, first byte 12");
    }
}
