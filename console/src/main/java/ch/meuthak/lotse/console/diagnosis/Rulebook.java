package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All the rules. */
final class Rulebook {
    private static final List<Rule> RULES = Stream.of(
                    AccessRules.all(),
                    DnsRules.all(),
                    LoadBalancerRules.all(),
                    ListenerRules.all(),
                    CertificateRules.all(),
                    ValidationRules.all(),
                    TlsRules.all(),
                    ForwardingRules.all(),
                    TargetGroupRules.all(),
                    TargetRules.all(),
                    TargetBoxRules.all(),
                    AdmissionRules.all(),
                    ExposureRules.all(),
                    ReleaseRules.all(),
                    BoxRules.all(),
                    AddressRules.all())
            .flatMap(List::stream)
            .toList();

    /** First what stops requests, in the order in which they meet it; what is no matter of one hop comes after the hops. */
    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> !finding.stops())
            .thenComparing(finding -> finding.rule().kind())
            .thenComparing(finding -> finding.hop().map(Hop::ordinal).orElse(Hop.values().length))
            .thenComparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::rule);

    private Rulebook() {}

    /** What they find, in order. */
    static List<Finding> check(RequestTrace route) {
        return RULES.stream()
                .map(rule -> rule.check(route))
                .flatMap(Optional::stream)
                .sorted(ORDER)
                .toList();
    }
}
