package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The faults that the tests of the rules state. */
public final class Faults {
    private Faults() {}

    /** The first one of a rule. */
    public static Consumer<Scene> of(Rule rule) {
        return RuleTest.beside(rule).faults().getFirst().change();
    }

    /** The reference deployment with it. */
    public static Scene scene(Rule rule) {
        return Scene.with(of(rule));
    }

    /** What is seen of a fault, and what is made of it. */
    public record Case(Observations observed, Diagnosis diagnosis) {}

    /** All of them, by the ids of their rules. */
    public static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        Rulebook.ALL.forEach(rule -> cases.put(
                rule.id(), new Case(scene(rule).observations(), scene(rule).diagnose())));
        return cases;
    }

    /** Every command that fixes one of them, each once. */
    public static List<String> commands() {
        return Rulebook.ALL.stream()
                .flatMap(rule -> scene(rule).diagnose().all())
                .flatMap(finding -> finding.fix().commands().stream())
                .distinct()
                .toList();
    }
}
