package ch.meuthak.lotse.console.web.certificate;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Judgement;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.FactRow;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import ch.meuthak.lotse.console.web.page.When;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import ch.meuthak.lotse.console.words.LoadBalancerWords;
import ch.meuthak.lotse.console.words.Sentences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The load balancer's listeners and their certificates.
 *
 * @param served the certificate that clients get
 * @param balancer one element, or none when it is not known
 */
public record CertificateView(
        String domain,
        ServedView served,
        List<BalancerView> balancer,
        Listing<ListenerView> listeners,
        Listing<CertificateCard> certificates) {

    public static CertificateView of(Topology topology, ConsoleFacts facts, RowLimit rows) {
        When.Clock clock = facts.pageClock();
        Optional<Diagnosis> diagnosis = facts.shown();
        Map<String, String> names = topology.certificates().toOptional().orElse(List.of()).stream()
                .collect(Collectors.toMap(Certificate::arn, Certificate::domainName, (first, second) -> first));
        return new CertificateView(
                topology.domain(),
                ServedView.of(facts.outside().latest().get().tls(), topology, clock),
                topology.loadBalancer().toOptional().map(BalancerView::of).stream()
                        .toList(),
                Listing.of(topology.listeners(), rows, listener -> ListenerView.of(listener, names, rows)),
                Listing.of(
                        topology.certificates(),
                        rows,
                        certificate -> CertificateCard.of(certificate, topology.domain(), diagnosis, clock, rows)));
    }

    /** The load balancer. */
    public record BalancerView(String name, String dnsName, String arn, String scheme, Badge mark, String reason) {

        static BalancerView of(LoadBalancer balancer) {
            String kind =
                    switch (balancer.state()) {
                        case "active" -> "ok";
                        case "provisioning" -> "busy";
                        case "active_impaired" -> "warn";
                        case "failed" -> "fail";
                        default -> "unknown";
                    };
            return new BalancerView(
                    balancer.name(),
                    balancer.dnsName(),
                    balancer.arn(),
                    balancer.scheme(),
                    new Badge(kind, LoadBalancerWords.of(balancer).state()),
                    Sentences.end(balancer.stateReason()));
        }
    }

    /** A listener with its rules and the certificates it offers. */
    public record ListenerView(
            String arn, String name, String sslPolicy, Listing<OfferView> certificates, Listing<RuleRow> rules) {

        static ListenerView of(Listener listener, Map<String, String> names, RowLimit rows) {
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
                    rule.conditions().isEmpty() ? "every request" : ListenerRuleWords.conditions(rule.conditions()),
                    ListenerRuleWords.action(rule));
        }
    }

    /**
     * One certificate.
     *
     * @param days in words, {@code 212 days left}; empty until it is issued
     * @param urgency the kind of the mark for that
     * @param covers whether it names the watched domain
     * @param notes advice about its state
     */
    public record CertificateCard(
            String arn,
            String domainName,
            Badge mark,
            String days,
            String urgency,
            boolean covers,
            Listing<String> names,
            List<FactRow> facts,
            Optional<When> notAfter,
            List<String> notes,
            Listing<ValidationView> validation) {

        static CertificateCard of(
                Certificate certificate,
                String domain,
                Optional<Diagnosis> diagnosis,
                When.Clock clock,
                RowLimit rows) {
            Optional<CertificateLife> life = CertificateLife.of(certificate, clock.now());
            return new CertificateCard(
                    certificate.arn(),
                    certificate.domainName(),
                    Badge.of(certificate, clock.now()),
                    life.map(CertificateLife::words).orElse(""),
                    life.filter(_ -> certificate.isIssued() || certificate.isExpired())
                            .map(CertificateCard::urgency)
                            .orElse("unknown"),
                    certificate.covers(domain),
                    Listing.of(certificate.names(), rows, Function.identity()),
                    facts(certificate),
                    certificate.notAfter().map(clock::when),
                    diagnosis
                            .flatMap(known -> known.onCertificate(certificate.arn()))
                            .map(Judgement::advice)
                            .or(() -> Optional.of(CertificateWords.advice(certificate)))
                            .filter(advice -> !advice.isEmpty())
                            .stream()
                            .toList(),
                    Listing.of(certificate.validationRecords(), rows, ValidationView::of));
        }

        public boolean issued() {
            return notAfter.isPresent();
        }

        /** Only when it is issued. */
        public When end() {
            return notAfter.orElseThrow();
        }

        private static String urgency(CertificateLife life) {
            return switch (life.stage()) {
                case EXPIRED, AT_ONCE, VERY_SOON -> "fail";
                case SOON -> "warn";
                case IN_TIME -> "ok";
            };
        }

        private static List<FactRow> facts(Certificate certificate) {
            return FactRow.known(
                    new FactRow("Type", CertificateWords.type(certificate.type()), false),
                    new FactRow("Key", certificate.keyAlgorithm(), false),
                    new FactRow("Issuer", certificate.issuer(), false),
                    new FactRow("Serial", certificate.serial(), true),
                    new FactRow("Renewal", CertificateWords.renewal(certificate.renewalStatus()), false),
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
    }

    /** The DNS record that proves a name. */
    public record ValidationView(String domainName, Badge mark, String type, String name, String value) {

        static ValidationView of(Certificate.ValidationRecord proof) {
            return new ValidationView(
                    proof.domainName(), Badge.ofValidation(proof.status()), proof.type(), proof.name(), proof.value());
        }
    }
}
