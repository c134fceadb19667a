package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ServedTls;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLSession;

/** Looks at the certificate that clients of the domain get. */
final class TlsProbe {
    private final TrustedChain trust;
    private final Duration deadline;
    private final InstantSource clock;

    TlsProbe(TrustedChain trust, Duration deadline, InstantSource clock) {
        this.trust = trust;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Looks at the first address that answers. */
    Fact<ServedTls> look(String domain, Resolution resolution) {
        var at = clock.instant();
        try (var connection = new Connection(deadline)) {
            connection.connect(resolution.addresses());
            Handshake handshake = connection.secure(domain);
            X509Certificate leaf = handshake.chain().getFirst();
            SSLSession session = handshake.socket().getSession();
            return Fact.known(new ServedTls(
                    ProbeTargets.text((InetSocketAddress) handshake.socket().getRemoteSocketAddress()),
                    session.getProtocol(),
                    session.getCipherSuite(),
                    TrustedChain.names(leaf),
                    TrustedChain.issuer(leaf),
                    leaf.getSerialNumber().toString(16),
                    leaf.getNotAfter().toInstant(),
                    handshake.chain().size(),
                    trust.fault(handshake.chain(), domain, at),
                    at));
        } catch (ProbeFailure e) {
            return Fact.failed(new Problem(
                    "TLS",
                    e.error(),
                    "No certificate was seen, because " + e.words() + ".",
                    "Check where the domain leads and that the load balancer listens there."));
        }
    }
}
