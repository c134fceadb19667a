package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Outside;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One way to look from outside.
 *
 * @param name {@code TLS}
 * @param into where what it sees belongs
 */
record Probe<T>(String name, Function<ProbeTargets, Fact<T>> look, BiFunction<Outside, Fact<T>, Outside> into) {
    /** What a probe may take beyond its own deadline before it is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * All of them.
     *
     * @throws IllegalArgumentException when the file of authorities cannot be read
     */
    static List<Probe<?>> all(List<InetSocketAddress> resolvers, ProbeSettings settings, InstantSource clock) {
        TrustedChain trust = TrustedChain.of(settings.authorities());
        var zone = new ZoneProbe(resolvers, settings.deadline(), clock);
        var tls = new TlsProbe(trust, settings.deadline(), clock);
        var http = new HttpProbe(trust, settings.deadline(), clock);
        return List.of(
                new Probe<>("DNS", at -> zone.ask(at.domain(), at.validationRecords()), Outside::withZone),
                new Probe<>("TLS", at -> tls.look(at.domain(), at::ofLoadBalancer), Outside::withTls),
                new Probe<>("HTTPS", at -> throughDomain(http, at), Outside::withDomain),
                new Probe<>("HTTP", at -> straight(http, at), Outside::withStraight));
    }

    private static Fact<HttpVisit> throughDomain(HttpProbe http, ProbeTargets at) {
        return at.unasked()
                .<Fact<HttpVisit>>map(Fact::failed)
                .orElseGet(() -> Fact.known(http.throughDomain(at.domain(), at.httpsPort(), at::ofDomain)));
    }

    private static Fact<HttpVisit> straight(HttpProbe http, ProbeTargets at) {
        return at.straight()
                .map(target -> Fact.known(http.straight(target)))
                .orElseGet(() -> Fact.unread("no target with a public address is known"));
    }

    /** When a look is given up. */
    static Duration deadline(ProbeSettings settings) {
        return settings.deadline().plus(PATIENCE);
    }
}
