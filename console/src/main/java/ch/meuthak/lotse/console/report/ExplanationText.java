package ch.meuthak.lotse.console.report;

import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.stream.Collectors;

/** What a rule is about, for a terminal. */
public final class ExplanationText {
    private static final int LABEL = 12;
    private static final int ID = 22;

    private ExplanationText() {}

    /** One rule. */
    public static String of(Rule rule, WrappedText paper) {
        paper.wrapped(0, rule.id(), Colour.STRONG);
        paper.labelled(0, LABEL, "Severity", rule.severity().id());
        rule.hop().map(Hop::label).ifPresent(hop -> paper.labelled(0, LABEL, "Hop", hop));
        paper.labelled(0, LABEL, "Symptom", rule.symptom());
        paper.labelled(0, LABEL, "Cause", rule.cause());
        paper.labelled(0, LABEL, "Fix", rule.fix());
        if (!rule.explainedBy().isEmpty()) {
            paper.labelled(
                    0,
                    LABEL,
                    "Caused by",
                    rule.explainedBy().stream().map(Rule::id).collect(Collectors.joining(", ")));
        }
        if (rule.isSeenFromOutside()) {
            paper.labelled(0, LABEL, "Caused by", "anything that stops requests at an earlier hop");
        }
        paper.unwrapped(0, LABEL, "See", rule.document());
        return paper.text();
    }

    /** Every rule on a line or two, in the order in which a request meets them. */
    public static String list(WrappedText paper) {
        for (Rule rule : Rulebook.ALL) {
            paper.labelled(0, ID, rule.id(), rule.symptom());
        }
        return paper.text();
    }
}
