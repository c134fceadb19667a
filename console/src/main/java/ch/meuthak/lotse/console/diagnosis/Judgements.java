package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
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
    static List<Judgement> of(List<Rule> rules, RequestTrace route, List<Finding> folded) {
        return Stream.concat(
                        route.registered().stream().map(target -> target(rules, route, folded, target)),
                        RequestTrace.known(route.topology().certificates()).stream()
                                .map(one -> certificate(rules, route, one)))
                .toList();
    }

    private static Judgement target(List<Rule> rules, RequestTrace route, List<Finding> folded, Target target) {
        TargetGroup group = route.groupOf(target);
        TargetWords words = TargetWords.of(target, group);
        String advice = of(rules, TargetRule.class)
                .filter(rule -> target.isKnown() && !target.isHealthy() && rule.judges(route, target))
                .findFirst()
                .map(own -> cause(route, folded, target, own)
                        .map(one -> one.fix().advice())
                        .orElseGet(() -> own.advice(route, target)))
                .orElseGet(words::advice);
        return new Judgement(group.arn(), target.name(), words.meaning(), advice);
    }

    /** What explains that the target is as it is, other than the finding about it. */
    private static Optional<Finding> cause(RequestTrace route, List<Finding> folded, Target target, Rule own) {
        return folded.stream()
                .filter(one -> one.rule() != own && one.withConsequences().anyMatch(other -> other.rule() == own))
                .filter(one -> one.rule().speaksOf(route, target))
                .findFirst();
    }

    private static Judgement certificate(List<Rule> rules, RequestTrace route, Certificate one) {
        return new Judgement("", one.arn(), "", advice(rules, route, one));
    }

    private static String advice(List<Rule> rules, RequestTrace route, Certificate one) {
        Optional<Stage> stage = CertificateLife.of(one, route.now()).map(CertificateLife::stage);
        if (one.isExpired() || stage.filter(Stage.EXPIRED::equals).isPresent()) {
            return CertificateWords.RENEW;
        }
        boolean ends = one.isIssued() && stage.filter(at -> at != Stage.IN_TIME).isPresent();
        return of(rules, ValidationRule.class)
                .flatMap(rule -> rule.judge(route, one).stream())
                .findFirst()
                .map(finding -> finding.fix().advice())
                .orElseGet(() -> ends ? CertificateWords.renewalAdvice(one) : CertificateWords.advice(one));
    }

    private static <R extends Rule> Stream<R> of(List<Rule> rules, Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast);
    }
}
