package ch.meuthak.lotse.console.facts;

import java.util.List;

/**
 * A listener of the load balancer.
 *
 * @param protocol {@code HTTPS} or {@code HTTP}
 * @param sslPolicy the security policy; empty on an HTTP listener
 * @param defaultCertificateArn the default certificate; empty on an HTTP listener
 * @param certificateArns every certificate, the default one first and once, then the SNI ones (DescribeListenerCertificates)
 * @param rules in order of priority, the default rule last
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html">Listener</a>
 */
public record Listener(
        String arn,
        String protocol,
        int port,
        String sslPolicy,
        String defaultCertificateArn,
        Fact<List<String>> certificateArns,
        Fact<List<ListenerRule>> rules) {

    public boolean isHttps() {
        return protocol.equals("HTTPS");
    }

    /** The same listener with what further calls said about it. */
    public Listener with(Fact<List<String>> certificateArnsRead, Fact<List<ListenerRule>> rulesRead) {
        return new Listener(arn, protocol, port, sslPolicy, defaultCertificateArn, certificateArnsRead, rulesRead);
    }
}
