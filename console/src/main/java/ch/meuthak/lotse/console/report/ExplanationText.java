package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Explanation;
import ch.meuthak.lotse.console.diagnosis.RuleId;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.stream.Collectors;

/** What a rule is about, for a terminal. */
public final class ExplanationText {
    private static final int LABEL = 12;
    private static final int ID = 22;

    private ExplanationText() {}

    /** One rule. */
    public static String of(Explanation explanation, WrappedText paper) {
        RuleId rule = explanation.rule();
        paper.wrapped(0, rule.id(), Colour.STRONG);
        paper.labelled(0, LABEL, "Severity", rule.severity().id());
        rule.hop().map(Hop::label).ifPresent(hop -> paper.labelled(0, LABEL, "Hop", hop));
        paper.labelled(0, LABEL, "Symptom", explanation.symptom());
        paper.labelled(0, LABEL, "Cause", explanation.cause());
        paper.labelled(0, LABEL, "Fix", explanation.fix());
        if (!explanation.explainedBy().isEmpty()) {
            paper.labelled(
                    0,
                    LABEL,
                    "Follows",
                    explanation.explainedBy().stream().map(RuleId::id).collect(Collectors.joining(", ")));
        }
        if (explanation.seenFromOutside()) {
            paper.labelled(0, LABEL, "Follows", "whatever stops requests at an earlier hop");
        }
        paper.unwrapped(0, LABEL, "See", rule.document());
        return paper.text();
    }

    /** Every rule on a line or two, in the order in which a request meets them. */
    public static String list(WrappedText paper) {
        for (RuleId rule : RuleId.values()) {
            paper.labelled(0, ID, rule.id(), Explanation.of(rule).symptom());
        }
        return paper.text();
    }
}
