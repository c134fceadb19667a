package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which finding explains which. */
final class Consequences {
    /** What each of them is a consequence of, whenever one of those is found, too. */
    private static final Map<RuleId, Set<RuleId>> EXPLAINED_BY = new EnumMap<>(Map.ofEntries(
            Map.entry(RuleId.CRED_NONE, Set.of(RuleId.CRED_FILE, RuleId.CRED_IMDS_HOPS)),
            Map.entry(RuleId.CRED_PARTIAL, Set.of(RuleId.CRED_FILE)),
            Map.entry(RuleId.CRED_EXPIRED, Set.of(RuleId.CRED_FILE)),
            Map.entry(RuleId.CRED_REFUSED, Set.of(RuleId.CRED_FILE, RuleId.CRED_PARTIAL)),
            Map.entry(RuleId.CRED_DENIED, Set.of(RuleId.CRED_LAB_ENDED, RuleId.CRED_REGION)),
            Map.entry(
                    RuleId.ACM_PENDING_LATE,
                    Set.of(RuleId.ACM_PENDING_DOUBLED, RuleId.ACM_PENDING_ABSENT, RuleId.ACM_PENDING_DIFFERS)),
            Map.entry(RuleId.ACM_PENDING, Set.of(RuleId.ACM_PENDING_LATE)),
            Map.entry(RuleId.ACM_EXPIRING, Set.of(RuleId.ACM_RENEWAL_PENDING, RuleId.ACM_IMPORTED)),
            Map.entry(RuleId.ACM_NOT_IN_USE, Set.of(RuleId.LB_NO_HTTPS, RuleId.ACM_NAME, RuleId.ACM_EXPIRED)),
            Map.entry(RuleId.TLS_CHAIN, Set.of(RuleId.ACM_EXPIRED, RuleId.TLS_SERVED_DIFFERS)),
            Map.entry(
                    RuleId.TG_NOT_IN_USE,
                    Set.of(RuleId.LB_STATE, RuleId.LB_NO_HTTPS, RuleId.RULE_HOST, RuleId.RULE_NO_TG)),
            Map.entry(
                    RuleId.TGT_REFUSED,
                    Set.of(RuleId.TG_PROTOCOL, RuleId.TGT_LOOPBACK, RuleId.TGT_PORT, RuleId.RUN_EDGE)),
            Map.entry(RuleId.TGT_CODE, Set.of(RuleId.TG_PROTOCOL, RuleId.TGT_PORT)),
            Map.entry(RuleId.TGT_STATE, Set.of(RuleId.LB_STATE, RuleId.TGT_SLOW_START, RuleId.TGT_SG)),
            Map.entry(RuleId.RUN_NO_ANSWER, Set.of(RuleId.RUN_DIRECT_OK)),
            Map.entry(RuleId.RUN_DOWN, Set.of(RuleId.RUN_EDGE)),
            Map.entry(RuleId.EIP_LOOSE, Set.of(RuleId.EIP_DIFFERS)),
            Map.entry(RuleId.EIP_DIFFERS, Set.of(RuleId.LAB_RESTARTED))));

    /** What is seen from outside: whatever stops requests before it explains it. */
    private static final Set<RuleId> SEEN_FROM_OUTSIDE = Set.of(
            RuleId.TLS_SERVED_DIFFERS,
            RuleId.TLS_CHAIN,
            RuleId.RUN_RELEASE,
            RuleId.RUN_DIRECT_OK,
            RuleId.RUN_NO_ANSWER);

    private Consequences() {}

    /** The same findings in the same order, each folded into the first one that explains it. */
    static List<Finding> fold(RequestTrace route, List<Finding> inOrder) {
        Map<RuleId, List<Finding>> explained = new EnumMap<>(RuleId.class);
        List<Finding> causes = new ArrayList<>();
        for (Finding finding : inOrder) {
            Optional<Finding> by = inOrder.stream()
                    .filter(other -> explains(route, other, finding))
                    .findFirst();
            by.map(cause -> explained.computeIfAbsent(cause.rule(), key -> new ArrayList<>()))
                    .orElse(causes)
                    .add(finding);
        }
        return causes.stream().map(cause -> folded(cause, explained)).toList();
    }

    /** The rules that explain this one when they are found, too, in order; a release that is down only a server's error. */
    static List<RuleId> causesOf(RuleId rule) {
        Stream<RuleId> always = EXPLAINED_BY.getOrDefault(rule, Set.of()).stream();
        return Stream.concat(always, rule == RuleId.TGT_CODE ? Stream.of(RuleId.RUN_DOWN) : Stream.empty())
                .sorted()
                .toList();
    }

    /** Whether whatever stops requests before it explains this one. */
    static boolean isSeenFromOutside(RuleId rule) {
        return SEEN_FROM_OUTSIDE.contains(rule);
    }

    private static boolean explains(RequestTrace route, Finding cause, Finding finding) {
        boolean byRule = EXPLAINED_BY.getOrDefault(finding.rule(), Set.of()).contains(cause.rule());
        boolean byHop = SEEN_FROM_OUTSIDE.contains(finding.rule()) && cause.stops() && isBefore(cause, finding);
        boolean byCode = finding.rule() == RuleId.TGT_CODE
                && cause.rule() == RuleId.RUN_DOWN
                && TargetRules.getOnlyServerErrors(route);
        return byRule || byHop || byCode;
    }

    /** Whether a request meets the one before the other; what is no matter of one hop comes after all of them. */
    private static boolean isBefore(Finding one, Finding other) {
        int end = Hop.values().length;
        return one.hop().map(Hop::ordinal).orElse(end)
                < other.hop().map(Hop::ordinal).orElse(end);
    }

    private static Finding folded(Finding cause, Map<RuleId, List<Finding>> explained) {
        List<Finding> its = explained.getOrDefault(cause.rule(), List.of());
        return its.isEmpty()
                ? cause
                : cause.explaining(
                        its.stream().map(one -> folded(one, explained)).toList());
    }
}
