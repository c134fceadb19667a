package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.Certificate;
import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.Listener;
import ch.meuthak.lotse.console.cloud.ListenerRule;
import ch.meuthak.lotse.console.cloud.LoadBalancer;
import ch.meuthak.lotse.console.cloud.Topology;
import ch.meuthak.lotse.console.diagnosis.ServedTls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The load balancer's listeners and their certificates.
 *
 * @param served what clients are really shown
 * @param balancer one element, or none when it is not known
 */
public record CertificateView(
        String domain,
        ServedView served,
        List<BalancerView> balancer,
        Listing<ListenerView> listeners,
        Listing<CertificateCard> certificates) {

    static CertificateView of(Topology topology, Fact<ServedTls> served, When.Clock clock, Rows rows) {
        Map<String, String> names = topology.certificates().toOptional().orElse(List.of()).stream()
                .collect(Collectors.toMap(Certificate::arn, Certificate::domainName, (first, second) -> first));
        return new CertificateView(
                topology.domain(),
                ServedView.of(served, topology, clock),
                topology.loadBalancer().toOptional().map(BalancerView::of).stream()
                        .toList(),
                Listing.of(topology.listeners(), rows, listener -> ListenerView.of(listener, names, rows)),
                Listing.of(
                        topology.certificates(),
                        rows,
                        certificate -> CertificateCard.of(certificate, topology.domain(), clock, rows)));
    }

    /** The load balancer. */
    public record BalancerView(String name, String dnsName, String arn, String scheme, Mark mark, String reason) {

        static BalancerView of(LoadBalancer balancer) {
            Mark mark =
                    switch (balancer.state()) {
                        case "active" -> new Mark("ok", "Active");
                        case "provisioning" -> new Mark("busy", "Being set up");
                        case "active_impaired" -> new Mark("warn", "Active, but impaired");
                        case "failed" -> new Mark("fail", "Failed");
                        default -> new Mark("unknown", balancer.state());
                    };
            return new BalancerView(
                    balancer.name(),
                    balancer.dnsName(),
                    balancer.arn(),
                    balancer.scheme(),
                    mark,
                    balancer.stateReason());
        }
    }

    /** A listener with its rules and the certificates it offers. */
    public record ListenerView(
            String arn, String name, String sslPolicy, Listing<OfferView> certificates, Listing<RuleRow> rules) {

        static ListenerView of(Listener listener, Map<String, String> names, Rows rows) {
            return new ListenerView(
                    listener.arn(),
                    listener.protocol() + ":" + listener.port(),
                    listener.sslPolicy(),
                    Listing.of(
                            listener.certificateArns(),
                            rows,
                            arn -> new OfferView(
                                    arn, names.getOrDefault(arn, ""), arn.equals(listener.defaultCertificateArn()))),
                    Listing.of(listener.rules(), rows, RuleRow::of));
        }
    }

    /** A certificate as a listener offers it: to everybody (the default one) or by name (SNI). */
    public record OfferView(String arn, String name, boolean standard) {
        public String role() {
            return standard ? "default" : "SNI";
        }
    }

    /** A listener's rule. */
    public record RuleRow(String priority, String conditions, String action) {

        static RuleRow of(ListenerRule rule) {
            return new RuleRow(
                    rule.priority(),
                    rule.conditions().isEmpty() ? "every request" : String.join(" and ", rule.conditions()),
                    rule.action());
        }
    }

    /**
     * One certificate.
     *
     * @param days in words, {@code 212 days left}; empty until it is issued
     * @param daysMark how urgent that is
     * @param covers whether it names the watched domain
     * @param notes what the operator should know about its state, each with what to do
     */
    public record CertificateCard(
            String arn,
            String domainName,
            Mark mark,
            String days,
            Mark daysMark,
            boolean covers,
            Listing<String> names,
            List<FactRow> facts,
            Optional<When> notAfter,
            List<String> notes,
            Listing<ValidationView> validation) {

        static CertificateCard of(Certificate certificate, String domain, When.Clock clock, Rows rows) {
            Optional<Long> left = certificate.notAfter().map(end -> Duration.between(clock.now(), end)
                    .toDays());
            return new CertificateCard(
                    certificate.arn(),
                    certificate.domainName(),
                    Mark.ofCertificate(certificate.status()),
                    left.map(CertificateCard::inWords).orElse(""),
                    left.map(CertificateCard::urgency).orElse(new Mark("unknown", "")),
                    certificate.covers(domain),
                    Listing.of(certificate.subjectAlternativeNames(), rows, Function.identity()),
                    facts(certificate),
                    certificate.notAfter().map(clock::when),
                    notes(certificate),
                    Listing.of(certificate.validationRecords(), rows, ValidationView::of));
        }

        public boolean issued() {
            return notAfter.isPresent();
        }

        /** Only when it is issued. */
        public When end() {
            return notAfter.orElseThrow();
        }

        private static String inWords(long days) {
            if (days < 0) {
                return "expired " + -days + (days == -1 ? " day ago" : " days ago");
            }
            return days == 1 ? "1 day left" : days + " days left";
        }

        /** The steps of DIAGNOSIS.md's ACM-EXPIRING. */
        private static Mark urgency(long days) {
            if (days < 0) {
                return new Mark("fail", "Expired");
            }
            if (days < 14) {
                return new Mark("fail", "Ends soon");
            }
            return days < 30 ? new Mark("warn", "Ends within a month") : new Mark("ok", "In time");
        }

        private static List<FactRow> facts(Certificate certificate) {
            return FactRow.known(
                    new FactRow("Type", Words.of("certificateType", certificate.type()), false),
                    new FactRow("Key", certificate.keyAlgorithm(), false),
                    new FactRow("Issuer", certificate.issuer(), false),
                    new FactRow("Serial", certificate.serial(), true),
                    new FactRow("Renewal", renewal(certificate), false),
                    new FactRow(
                            "Valid from",
                            certificate.notBefore().map(CertificateCard::day).orElse(""),
                            false),
                    new FactRow("Used by", users(certificate.inUseBy().size()), false));
        }

        private static String users(int count) {
            return switch (count) {
                case 0 -> "nothing";
                case 1 -> "1 load balancer";
                default -> count + " load balancers";
            };
        }

        private static String day(Instant instant) {
            return new When(instant, instant).utc();
        }

        private static String renewal(Certificate certificate) {
            return certificate.renewalStatus().isEmpty() ? "" : Words.of("renewal", certificate.renewalStatus());
        }

        private static List<String> notes(Certificate certificate) {
            return Stream.of(
                            Words.find("certificate." + certificate.status() + ".do"),
                            Words.find("renewal." + certificate.renewalStatus() + ".do"),
                            Optional.of(certificate.failureReason())
                                    .filter(reason -> !reason.isEmpty())
                                    .map(reason -> "ACM gives the reason " + reason + "."))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** The DNS record that proves a name. */
    public record ValidationView(String domainName, Mark mark, String type, String name, String value) {

        static ValidationView of(Certificate.ValidationRecord proof) {
            return new ValidationView(
                    proof.domainName(), Mark.ofValidation(proof.status()), proof.type(), proof.name(), proof.value());
        }
    }
}
