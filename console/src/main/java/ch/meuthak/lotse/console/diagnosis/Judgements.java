package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateLife.Stage;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.TargetWords;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the findings come to for each target and each certificate. */
final class Judgements {
    private Judgements() {}

    /** @param folded the findings, consequences folded into their causes */
    static List<Judgement> of(RequestTrace route, List<Finding> folded) {
        return Stream.concat(
                        route.registered().stream().map(target -> target(route, folded, target)),
                        RequestTrace.known(route.topology().certificates()).stream()
                                .map(one -> certificate(route, one)))
                .toList();
    }

    private static Judgement target(RequestTrace route, List<Finding> folded, Target target) {
        String group = route.groupOf(target).arn();
        TargetWords words = TargetWords.of(target, route.groupOf(target));
        boolean judged = target.isKnown() && !target.isHealthy();
        String advice = judged
                ? cause(route, folded, target)
                        .map(one -> one.fix().advice())
                        .orElseGet(() -> TargetAdvice.of(route, target))
                : words.advice();
        return new Judgement(group, target.name(), words.meaning(), advice);
    }

    /** What explains that the target is as it is, other than the finding about it. */
    private static Optional<Finding> cause(RequestTrace route, List<Finding> folded, Target target) {
        RuleId own = TargetRules.rule(route, target);
        return folded.stream()
                .filter(one -> one.rule() != own && one.withConsequences().anyMatch(other -> other.rule() == own))
                .filter(one -> speaksOf(route, one.rule(), target))
                .findFirst();
    }

    /** A finding that is folded may be about other targets than this one. */
    private static boolean speaksOf(RequestTrace route, RuleId rule, Target target) {
        return switch (rule) {
            case TGT_SG -> route.admission().isShut(target);
            case TGT_SLOW_START -> target.state().equals("initial");
            case TG_PROTOCOL -> route.groupOf(target).protocol().equals("HTTPS");
            default -> true;
        };
    }

    private static Judgement certificate(RequestTrace route, Certificate one) {
        return new Judgement("", one.arn(), "", advice(route, one));
    }

    private static String advice(RequestTrace route, Certificate one) {
        Optional<Stage> stage = CertificateLife.of(one, route.now()).map(CertificateLife::stage);
        if (one.isExpired() || stage.filter(Stage.EXPIRED::equals).isPresent()) {
            return CertificateWords.RENEW;
        }
        if (one.status().equals("PENDING_VALIDATION")) {
            return ValidationRules.waiting(route, one)
                    .map(finding -> finding.fix().advice())
                    .orElse("");
        }
        if (one.isIssued() && one.renewalStatus().equals("PENDING_VALIDATION")) {
            return ValidationRules.renewal(route, one)
                    .map(finding -> finding.fix().advice())
                    .orElse("");
        }
        boolean ends = one.isIssued() && stage.filter(at -> at != Stage.IN_TIME).isPresent();
        return ends ? CertificateWords.renewalAdvice(one) : CertificateWords.advice(one);
    }
}
