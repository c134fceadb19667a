package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateLife.Stage;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.Times;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the listener holds a certificate for the domain that lasts. */
final class CertificateRules {
    static final String DESCRIBED = "DescribeCertificate";

    /** The other rules speak of these, and nobody of one that AWS does not give. */
    private static final Set<String> SPOKEN_OF =
            Set.of("", "ISSUED", "EXPIRED", "PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED");

    private CertificateRules() {}

    static List<Rule> all() {
        return List.of(
                CertificateRules::forAnotherName,
                CertificateRules::inAnotherRegion,
                CertificateRules::expired,
                CertificateRules::unusable,
                CertificateRules::imported,
                CertificateRules::expiring,
                CertificateRules::notInUse);
    }

    private static Optional<Finding> forAnotherName(RequestTrace route) {
        return route.offered()
                .filter(offered -> offered.complete() && offered.forDomain().isEmpty())
                .flatMap(offered -> {
                    String names = offered.read().stream()
                            .flatMap(one -> one.names().stream())
                            .distinct()
                            .limit(10)
                            .collect(Collectors.joining(", "));
                    return route.found(RuleId.ACM_NAME, "The listener has no certificate for the domain")
                            .seen("The names in the listener's certificates are " + orNone(names) + ".", DESCRIBED)
                            .cause("No certificate of the listener is for " + route.domain() + ", only for "
                                    + (names.isEmpty() ? "nothing" : names) + ".")
                            .fix("Request one for " + route.domain() + " in ACM and add it to the listener.")
                            .commands(List.of(request(route)))
                            .stops()
                            .done();
                });
    }

    private static String orNone(String names) {
        return names.isEmpty() ? "none" : names;
    }

    /** The call that requests a certificate for the domain. */
    static String request(RequestTrace route) {
        return route.aws("acm", "request-certificate", "--domain-name", route.domain(), "--validation-method", "DNS");
    }

    private static Optional<Finding> inAnotherRegion(RequestTrace route) {
        String region = region(route.topology()
                .loadBalancer()
                .toOptional()
                .map(one -> one.arn())
                .orElse(""));
        Stream<String> arns = Stream.concat(
                route.offered().stream().flatMap(offered -> offered.arns().stream()),
                RequestTrace.known(route.topology().certificates()).stream().map(Certificate::arn));
        return arns.filter(arn -> arn.contains(":acm:"))
                .filter(arn -> !region.isEmpty() && !region(arn).equals(region))
                .findFirst()
                .flatMap(arn -> route.found(
                                RuleId.ACM_REGION, "A certificate is in another region than the load balancer")
                        .seen(
                                arn + " is in " + region(arn) + ", the load balancer in " + region + ".",
                                "DescribeListeners")
                        .cause("The certificate " + arn + " is in " + region(arn) + ", where a load balancer in "
                                + region + " cannot use it.")
                        .fix("Request one in " + region + ".")
                        .commands(List.of(request(route)))
                        .done());
    }

    /** {@code arn:aws:acm:REGION:...}. */
    private static String region(String arn) {
        String[] parts = arn.split(":", 5);
        return parts.length == 5 ? parts[3] : "";
    }

    private static Optional<Finding> expired(RequestTrace route) {
        return route.served()
                .filter(one -> one.isExpired() || isOver(route, one))
                .flatMap(one -> about(route, RuleId.ACM_EXPIRED, "The certificate has expired", one)
                        .cause("The certificate has expired, so clients refuse the connection.")
                        .fix(CertificateWords.RENEW)
                        .commands(List.of(request(route)))
                        .stops()
                        .done());
    }

    private static boolean isOver(RequestTrace route, Certificate one) {
        return CertificateLife.of(one, route.now())
                .filter(CertificateLife::isOver)
                .isPresent();
    }

    private static Optional<Finding> unusable(RequestTrace route) {
        return route.served().filter(one -> !SPOKEN_OF.contains(one.status())).flatMap(one -> about(
                        route, RuleId.ACM_UNUSABLE, "The certificate cannot be used", one)
                .cause("The certificate's status is " + one.status() + ".")
                .fix(CertificateWords.advice(one))
                .commands(List.of(request(route)))
                .stops()
                .done());
    }

    private static Optional<Finding> imported(RequestTrace route) {
        return ending(route).filter(one -> one.type().equals("IMPORTED")).flatMap(one -> about(
                        route, RuleId.ACM_IMPORTED, "The imported certificate ends soon", one)
                .cause("The certificate ends in " + left(route, one) + ". It was imported, and ACM does not renew"
                        + " those.")
                .fix("Import its successor in its place.")
                .commands(List.of(route.aws(
                        "acm", "import-certificate",
                        "--certificate-arn", one.arn(),
                        "--certificate", "fileb://certificate.pem",
                        "--private-key", "fileb://private-key.pem",
                        "--certificate-chain", "fileb://chain.pem")))
                .severity(urgency(route, one))
                .done());
    }

    private static Optional<Finding> expiring(RequestTrace route) {
        return ending(route).flatMap(one -> about(route, RuleId.ACM_EXPIRING, "The certificate ends soon", one)
                .cause("The certificate ends in " + left(route, one) + ".")
                .fix(CertificateWords.renewalAdvice(one))
                .severity(urgency(route, one))
                .done());
    }

    /** The certificate that is served, when it is valid, but not for long. */
    private static Optional<Certificate> ending(RequestTrace route) {
        return route.served().filter(Certificate::isIssued).filter(one -> CertificateLife.of(one, route.now())
                .filter(life -> !Set.of(Stage.EXPIRED, Stage.IN_TIME).contains(life.stage()))
                .isPresent());
    }

    private static String left(RequestTrace route, Certificate certificate) {
        return CertificateLife.of(certificate, route.now()).orElseThrow().span();
    }

    private static Severity urgency(RequestTrace route, Certificate certificate) {
        return switch (CertificateLife.of(certificate, route.now())
                .orElseThrow()
                .stage()) {
            case EXPIRED, AT_ONCE -> Severity.CRITICAL;
            case VERY_SOON -> Severity.ERROR;
            case SOON, IN_TIME -> Severity.WARNING;
        };
    }

    private static Optional<Finding> notInUse(RequestTrace route) {
        return spare(route)
                .filter(one -> one.status().equals("ISSUED") && one.inUseBy().isEmpty())
                .filter(one -> !isOver(route, one))
                .findFirst()
                .flatMap(one -> about(route, RuleId.ACM_NOT_IN_USE, "A certificate for the domain is not in use", one)
                        .seen("Nothing uses " + one.arn() + ".", DESCRIBED)
                        .cause("The certificate " + one.arn() + " is issued for " + route.domain()
                                + ", but no listener uses it, and ACM renews only what is used.")
                        .fix("Attach it to the HTTPS listener, or delete it.")
                        .commands(route.https().map(listener -> attach(route, listener, one)).stream()
                                .toList())
                        .severity(spareSeverity(route))
                        .done());
    }

    private static String attach(RequestTrace route, Listener listener, Certificate certificate) {
        return route.aws(
                "elbv2",
                "add-listener-certificates",
                "--listener-arn",
                listener.arn(),
                "--certificates",
                "CertificateArn=" + certificate.arn());
    }

    /** The certificates for the domain that the HTTPS listener does not hold. */
    static Stream<Certificate> spare(RequestTrace route) {
        Set<String> held = route.offered().stream()
                .flatMap(offered -> offered.arns().stream())
                .collect(Collectors.toSet());
        return RequestTrace.known(route.topology().certificates()).stream()
                .filter(one -> !held.contains(one.arn()) && one.covers(route.domain()));
    }

    /** What is wrong with a spare one hardly matters while the listener has one that works. */
    static Severity spareSeverity(RequestTrace route) {
        return route.served().filter(one -> one.status().equals("ISSUED")).isPresent()
                ? Severity.INFO
                : Severity.WARNING;
    }

    /** Begins a finding about a certificate. */
    static FindingBuilder about(RequestTrace route, RuleId id, String title, Certificate one) {
        return route.found(id, title)
                .seen(
                        one.arn() + " for " + String.join(", ", one.names()) + ": "
                                + Stream.of(
                                                one.type(),
                                                one.status(),
                                                one.notAfter()
                                                        .map(end -> "until " + Times.utc(end))
                                                        .orElse(""))
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        DESCRIBED);
    }
}
