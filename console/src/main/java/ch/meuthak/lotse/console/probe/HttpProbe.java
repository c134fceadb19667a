package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Latency;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Asks the service as its clients do, and measures what each step takes. Never throws: no answer is an answer, too. */
final class HttpProbe {
    private static final int HTTPS = 443;

    private final TrustedChain trust;
    private final Duration deadline;
    private final InstantSource clock;

    HttpProbe(TrustedChain trust, Duration deadline, InstantSource clock) {
        this.trust = trust;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** The way everybody comes; like everybody, it does not talk to whom it cannot trust. */
    HttpVisit throughDomain(String domain, int port, Resolution resolution) {
        String host = port == HTTPS ? domain : domain + ":" + port;
        String url = "https://" + host + "/";
        Instant at = clock.instant();
        try (var connection = new Connection(deadline)) {
            var watch = new Stopwatch();
            List<InetSocketAddress> addresses = resolution.addresses();
            Duration resolve = watch.lap();
            connection.connect(addresses);
            Duration connect = watch.lap();
            Handshake handshake = connection.secure(domain);
            Duration tls = watch.lap();
            refuseUntrusted(trust.fault(handshake.chain(), domain, at));
            HttpAnswer answer = connection.get(host);
            var latency = new Latency(resolve, connect, tls, answer.firstByte());
            return HttpVisit.answered(url, answer.status(), answer.release(), latency, at);
        } catch (ProbeFailure e) {
            return HttpVisit.unanswered(url, e.words(), at);
        }
    }

    private static void refuseUntrusted(String fault) throws ProbeFailure {
        if (!fault.isEmpty()) {
            throw new ProbeFailure("Untrusted", "clients do not trust its certificate, as " + fault);
        }
    }

    /** Past the load balancer, without TLS. */
    HttpVisit straight(InetSocketAddress target) {
        String host = ProbeTargets.text(target);
        String url = "http://" + host + "/";
        Instant at = clock.instant();
        try (var connection = new Connection(deadline)) {
            var watch = new Stopwatch();
            connection.connect(List.of(target));
            Duration connect = watch.lap();
            HttpAnswer answer = connection.get(host);
            var latency = new Latency(Duration.ZERO, connect, Duration.ZERO, answer.firstByte());
            return HttpVisit.answered(url, answer.status(), answer.release(), latency, at);
        } catch (ProbeFailure e) {
            return HttpVisit.unanswered(url, e.words(), at);
        }
    }

    private static final class Stopwatch {
        private long begun = System.nanoTime();

        private Duration lap() {
            long now = System.nanoTime();
            Duration took = Duration.ofNanos(now - begun);
            begun = now;
            return took;
        }
    }
}
