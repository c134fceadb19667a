package ch.meuthak.lotse.console.diagnosis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a rule is about, whatever the deployment.
 *
 * @param symptom what it looks like in what was read, in plain sentences, as are the next two
 * @param cause why it is so
 * @param fix what mends it
 * @param explainedBy the rules whose finding makes that of this one a mere consequence
 * @param seenFromOutside whether whatever stops requests at an earlier hop does so, too
 */
public record Explanation(
        RuleId rule, String symptom, String cause, String fix, List<RuleId> explainedBy, boolean seenFromOutside) {

    private static final Map<RuleId, Words> ALL = new EnumMap<>(RuleId.class);

    static {
        Stream.of(
                        AccessTexts.ALL,
                        ReachTexts.ALL,
                        ListenerTexts.ALL,
                        TargetTexts.ALL,
                        BoxTexts.ALL,
                        SurroundingTexts.ALL)
                .forEach(ALL::putAll);
    }

    /** The sentences of one rule. */
    record Words(String symptom, String cause, String fix) {

        static Map.Entry<RuleId, Words> words(RuleId rule, String symptom, String cause, String fix) {
            return Map.entry(rule, new Words(symptom, cause, fix));
        }
    }

    /** That of the rule; every rule has one. */
    public static Explanation of(RuleId rule) {
        Words words = Objects.requireNonNull(ALL.get(rule), rule::id);
        return new Explanation(
                rule,
                words.symptom(),
                words.cause(),
                words.fix(),
                Consequences.causesOf(rule),
                Consequences.isSeenFromOutside(rule));
    }
}
