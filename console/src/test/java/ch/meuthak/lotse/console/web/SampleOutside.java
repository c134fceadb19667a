package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The reference deployment as the probes see it, written by hand. */
final class SampleOutside {
    private SampleOutside() {}

    static Outside healthy(Instant now) {
        Certificate listeners = ReferenceTopology.certificateUntil(now.plus(Duration.ofDays(200)));
        var wanted = listeners.validationRecords().getFirst();
        return new Outside(
                Fact.known(new ZoneAnswer(
                        "meuthak.ch",
                        List.of("ns1.example.net", "ns2.example.net"),
                        true,
                        ReferenceTopology.LOAD_BALANCER_DNS_NAME,
                        List.of(),
                        List.of(new ValidationLookup(wanted.name(), "meuthak.ch", wanted.value(), "")),
                        Fact.known(List.of("amazon.com")),
                        now)),
                Fact.known(served(listeners.serial(), "", now)),
                Fact.known(visit("https://backend.meuthak.ch/", 14, now)),
                Fact.known(visit("http://44.194.144.99:5000/", 0, now)));
    }

    static ServedTls served(String serial, String chainFault, Instant now) {
        return new ServedTls(
                "52.201.14.77:443",
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                List.of(ReferenceTopology.DOMAIN),
                "CN=Amazon RSA 2048 M03,O=Amazon,C=US",
                serial,
                now.plus(Duration.ofDays(200)),
                4,
                chainFault,
                now);
    }

    private static HttpVisit visit(String url, int tls, Instant now) {
        var latency = new Latency(
                Duration.ofMillis(tls / 4), Duration.ofMillis(11), Duration.ofMillis(tls), Duration.ofMillis(18));
        return HttpVisit.answered(url, 200, "1.4.0+4f1c2d3e4b5a", latency, now);
    }
}
