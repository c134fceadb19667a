package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.page.Badge;
import java.util.List;

/** All rules with their descriptions, in the order of the request path. */
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

        private static Row of(Rule rule) {
            return new Row(
                    rule.id(),
                    Badge.of(rule.severity()),
                    rule.hop().map(Hop::label).orElse(""),
                    rule.symptom(),
                    rule.cause(),
                    rule.fix(),
                    rule.explainedBy().stream().map(Rule::id).toList(),
                    rule.document());
        }
    }

    static RulesView all() {
        return new RulesView(Rulebook.ALL.stream().map(Row::of).toList());
    }
}
