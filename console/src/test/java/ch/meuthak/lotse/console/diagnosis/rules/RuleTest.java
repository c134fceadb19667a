package ch.meuthak.lotse.console.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds of one rule: the faults that it names first, and its edges, scenes just beside a fault in which it finds nothing.
 * The test of a rule extends this, stands in the package of the rule and has its name, with {@code Test} after it.
 */
public abstract class RuleTest {

    /**
     * A change of the healthy reference deployment.
     *
     * @param what names it in a report of the tests
     */
    public record Case(String what, Consumer<Scene> change) {
        Scene scene() {
            return Scene.with(change);
        }
    }

    /** The rule that the test is about. */
    protected final Rule rule = Rulebook.ALL.stream()
            .filter(one -> getClass().getName().equals(one.getClass().getName() + "Test"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(getClass() + " is the test of no rule"));

    private final List<Case> faults = new ArrayList<>();
    private final List<Case> edges = new ArrayList<>();

    /** The test beside a rule. */
    public static RuleTest beside(Rule rule) {
        try {
            var constructor = Class.forName(rule.getClass().getName() + "Test").getDeclaredConstructor();
            constructor.setAccessible(true);
            return (RuleTest) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no test beside " + rule.id(), e);
        }
    }

    /** States a fault: the rule is the first that is found. The first one stated is what other tests break, too. */
    protected final void fault(String what, Consumer<Scene> change) {
        faults.add(new Case(what, change));
    }

    /** States an edge: the rule finds nothing. */
    protected final void edge(String what, Consumer<Scene> change) {
        edges.add(new Case(what, change));
    }

    public final List<Case> faults() {
        return List.copyOf(faults);
    }

    public final List<Case> edges() {
        return List.copyOf(edges);
    }

    /** The reference deployment with the first fault. */
    protected final Scene broken() {
        return faults.getFirst().scene();
    }

    /** The same, changed further. */
    protected final Scene brokenWith(Consumer<Scene> more) {
        return Scene.with(faults.getFirst().change().andThen(more));
    }

    /** What the rule finds in a scene. */
    protected final Finding found(Scene scene) {
        return scene.finding(rule);
    }

    @TestFactory
    final Stream<DynamicTest> itFinds() {
        return faults.stream().map(one -> DynamicTest.dynamicTest(one.what(), () -> isFirst(one.scene())));
    }

    @TestFactory
    final Stream<DynamicTest> itDoesNotFind() {
        return edges.stream()
                .map(one -> DynamicTest.dynamicTest(one.what(), () -> {
                    assertThat(one.scene().rules()).doesNotContain(rule);
                    Prose.check(one.scene().diagnose());
                }));
    }

    private void isFirst(Scene scene) {
        Diagnosis diagnosis = scene.diagnose();
        assertThat(diagnosis.findings()).extracting(Finding::rule).first().isEqualTo(rule);
        assertThat(diagnosis.all()).extracting(Finding::rule).doesNotHaveDuplicates();
        assertThat(diagnosis.findings().getFirst()).satisfies(RuleTest::isComplete);
        Prose.check(diagnosis);
    }

    private static void isComplete(Finding finding) {
        assertThat(finding.title()).isNotBlank().doesNotEndWith(".");
        assertThat(finding.evidence()).isNotEmpty().allSatisfy(evidence -> assertThat(evidence.source())
                .isNotBlank());
        assertThat(finding.fix().commands()).allMatch(command -> command.startsWith("aws "));
    }

    @Test
    final void itIsExplained() {
        List<String> texts = List.of(rule.symptom(), rule.cause(), rule.fix());

        assertThat(texts).doesNotHaveDuplicates().allSatisfy(Prose::check);
        assertThat(rule.document()).startsWith("https://docs.aws.amazon.com/");
    }
}
