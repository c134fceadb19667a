package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import java.util.List;
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

    /** Every command that fixes one of them, each once. */
    public static List<String> commands() {
        return Rulebook.ALL.stream()
                .flatMap(rule -> scene(rule).diagnose().all())
                .flatMap(finding -> finding.fix().commands().stream())
                .distinct()
                .toList();
    }
}
