package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.diagnosis.Explanation;
import ch.meuthak.lotse.console.diagnosis.RuleId;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.page.Badge;
import java.util.Arrays;
import java.util.List;

/** What each rule is about, in the order in which a request meets them. */
public record RulesView(List<Row> rules) {

    /** One rule. */
    public record Row(
            String id,
            Badge mark,
            String hop,
            String symptom,
            String cause,
            String fix,
            List<String> follows,
            String document) {

        private static Row of(Explanation explanation) {
            RuleId rule = explanation.rule();
            return new Row(
                    rule.id(),
                    Badge.of(rule.severity()),
                    rule.hop().map(Hop::label).orElse(""),
                    explanation.symptom(),
                    explanation.cause(),
                    explanation.fix(),
                    explanation.explainedBy().stream().map(RuleId::id).toList(),
                    rule.document());
        }
    }

    static RulesView all() {
        return new RulesView(
                Arrays.stream(RuleId.values()).map(Explanation::of).map(Row::of).toList());
    }
}
