package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.words.Times;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a TLS handshake gives, against what AWS says it should. */
final class TlsRules {
    /** TLS 1.2 and 1.3, as AWS recommends. */
    static final String POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    /** The policies that still agree to TLS 1.0 or 1.1. */
    private static final Pattern OLD =
            Pattern.compile("ELBSecurityPolicy-(2015-05|2016-08|TLS-1-[01]-.*|FS-2018-06|FS-1-1-.*|TLS13-1-[01]-.*)");

    private static final String HANDSHAKE = "TLS handshake";

    private TlsRules() {}

    static List<Rule> all() {
        return List.of(TlsRules::servedDiffers, TlsRules::chain, TlsRules::oldPolicy);
    }

    private static Optional<Finding> servedDiffers(RequestTrace route) {
        Optional<ServedTls> served = route.observed().outside().tls().toOptional();
        return served.flatMap(tls -> route.offered()
                .filter(OfferedCertificates::complete)
                .filter(offered ->
                        offered.read().stream().map(Certificate::serial).noneMatch(tls::hasSerial))
                .flatMap(offered -> route.found(RuleId.TLS_SERVED_DIFFERS, "Another certificate is served")
                        .seen(
                                tls.address() + " serves a certificate for " + String.join(", ", tls.names())
                                        + " with the serial number " + tls.serial() + ".",
                                HANDSHAKE,
                                tls.at())
                        .seen("Those of the listener have " + serials(offered) + ".", CertificateRules.DESCRIBED)
                        .cause("The certificate that is served for " + route.domain()
                                + " is none of the listener's: the name leads elsewhere, or a new one is still being rolled"
                                + " out.")
                        .fix("Wait a few minutes if it was just changed; else check where the domain leads.")
                        .done()));
    }

    private static String serials(OfferedCertificates offered) {
        return String.join(
                ", ", offered.read().stream().map(Certificate::serial).limit(10).toList());
    }

    private static Optional<Finding> chain(RequestTrace route) {
        return route.observed()
                .outside()
                .tls()
                .toOptional()
                .filter(tls -> !tls.chainFault().isEmpty() || tls.notAfter().isBefore(route.now()))
                .flatMap(tls -> {
                    String fault = tls.chainFault().isEmpty()
                            ? "the certificate has ended at " + Times.utc(tls.notAfter())
                            : tls.chainFault();
                    return route.found(RuleId.TLS_CHAIN, "Clients do not trust the served certificate")
                            .seen("Of what is served, " + fault + ".", HANDSHAKE, tls.at())
                            .cause("Clients refuse the connection: " + fault + ".")
                            .fix(
                                    "Use a certificate that ACM issues; an imported one must be imported with its whole chain.")
                            .stops()
                            .done();
                });
    }

    private static Optional<Finding> oldPolicy(RequestTrace route) {
        return route.https()
                .filter(listener -> OLD.matcher(listener.sslPolicy()).matches())
                .flatMap(listener -> route.found(RuleId.TLS_POLICY, "The listener allows old versions of TLS")
                        .seen("The listener's policy is " + listener.sslPolicy() + ".", "DescribeListeners")
                        .cause("The policy " + listener.sslPolicy()
                                + " agrees to TLS 1.0 or 1.1, which are no longer safe.")
                        .fix("Use " + POLICY + ".")
                        .commands(List.of(route.aws(
                                "elbv2", "modify-listener", "--listener-arn", listener.arn(), "--ssl-policy", POLICY)))
                        .caution("Clients that know no TLS 1.2 no longer get through.")
                        .done());
    }
}
