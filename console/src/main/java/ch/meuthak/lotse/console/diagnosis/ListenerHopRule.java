package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Certificate;
import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** There must be an HTTPS listener on 443 with a valid certificate for the domain. */
final class ListenerHopRule implements HopRule {
    private static final String TITLE = "HTTPS:443";
    private static final int SOON = 30;

    @Override
    public Judgement judge(Route route) {
        return switch (route.listener()) {
            case Fact.Known<Optional<Listener>>(var listener) ->
                listener.map(one -> judge(route, one).withId("ARN", one.arn()).with("TLS policy", one.sslPolicy()))
                        .orElseGet(() -> missing(route));
            case Fact<Optional<Listener>> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement missing(Route route) {
        List<Listener> others = route.topology().listeners().toOptional().orElse(List.of());
        String have = others.isEmpty()
                ? "It has no listener at all."
                : "It has only "
                        + String.join(
                                ", ",
                                others.stream()
                                        .map(one -> one.protocol() + ":" + one.port())
                                        .toList()) + ".";
        return Judgement.fail(
                TITLE,
                "The load balancer has no HTTPS listener on port 443. " + have
                        + " Add one with the domain's certificate.");
    }

    private static Judgement judge(Route route, Listener listener) {
        String domain = route.topology().domain();
        List<String> arns =
                listener.certificateArns().toOptional().orElseGet(() -> List.of(listener.defaultCertificateArn()));
        List<Certificate> read = route.topology().certificates().toOptional().orElse(List.of()).stream()
                .filter(certificate -> arns.contains(certificate.arn()))
                .toList();
        Optional<Certificate> covering = read.stream()
                .filter(certificate -> certificate.covers(domain))
                .max(Comparator.comparing((Certificate one) -> one.status().equals("ISSUED"))
                        .thenComparing(one -> one.notAfter().orElse(Instant.MIN)));
        if (covering.isPresent()) {
            return facts(judge(route, covering.get()), covering.get());
        }
        boolean complete = listener.certificateArns().toOptional().isPresent() && read.size() == arns.size();
        return complete ? uncovered(domain, read) : notRead(route, listener, arns);
    }

    private static Judgement judge(Route route, Certificate certificate) {
        if (certificate.status().equals("ISSUED") && certificate.notAfter().isEmpty()) {
            return Judgement.unknown(TITLE, "The certificate is issued, but ACM does not say until when it is valid.");
        }
        long daysLeft = certificate
                .notAfter()
                .map(end -> Math.floorDiv(
                        Duration.between(route.now(), end).toSeconds(),
                        Duration.ofDays(1).toSeconds()))
                .orElse(0L);
        if (certificate.status().equals("EXPIRED") || daysLeft < 0) {
            return Judgement.fail(
                    TITLE,
                    "The certificate has expired, so clients refuse the connection. Request a new one in ACM, validate it and"
                            + " make it the listener's default.");
        }
        if (!certificate.status().equals("ISSUED")) {
            return Judgement.fail(
                    TITLE,
                    "The certificate's status is " + certificate.status() + ". "
                            + CertificateWords.advice(certificate));
        }
        return daysLeft < SOON
                ? Judgement.warn(
                        TITLE,
                        "The certificate ends in " + days(daysLeft) + ". " + CertificateWords.renewal(certificate))
                : Judgement.ok(
                        TITLE,
                        "It holds a certificate for " + route.topology().domain() + " with " + days(daysLeft)
                                + " left.");
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static Judgement facts(Judgement judgement, Certificate certificate) {
        return judgement
                .with("Certificate", certificate.domainName())
                .with("Status", certificate.status())
                .with("Valid until", certificate.notAfter());
    }

    private static Judgement uncovered(String domain, List<Certificate> read) {
        List<String> names = read.stream()
                .flatMap(one -> one.subjectAlternativeNames().stream())
                .distinct()
                .limit(10)
                .toList();
        return Judgement.fail(
                TITLE,
                "No certificate of the listener is for " + domain + ", only for "
                        + (names.isEmpty() ? "nothing" : String.join(", ", names))
                        + ". Request one for " + domain + " in ACM and add it to the listener.");
    }

    private static Judgement notRead(Route route, Listener listener, List<String> arns) {
        if (arns.stream().anyMatch(arn -> arn.contains(":iam:"))) {
            return Judgement.unknown(
                    TITLE,
                    "The listener's certificate is kept in IAM, where the console does not look and nobody renews it. Request one in"
                            + " ACM and add it to the listener.");
        }
        Fact<?> missing = listener.certificateArns().toOptional().isPresent()
                ? route.topology().certificates()
                : listener.certificateArns();
        return Judgement.unknown(
                TITLE,
                "The listener is there; its certificate was not read. "
                        + (missing instanceof Fact.Known<?>
                                ? "See the problems listed below."
                                : Judgement.why(missing)));
    }
}
