package ch.meuthak.lotse.console.diagnosis.rules.target;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.INSTANCE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Faults;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.Parts;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Scene;
import ch.meuthak.lotse.console.diagnosis.rules.RuleByName;
import ch.meuthak.lotse.console.diagnosis.rules.RuleTest;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDown;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

class TgtCodeTest extends RuleTest {
    TgtCodeTest() {
        fault("404", scene -> answering(scene, "404"));
        edge("no answer", scene -> Parts.unhealthy(scene, "unhealthy", "Target.FailedHealthChecks", "x"));
    }

    private static void answering(Scene scene, String code) {
        Parts.unhealthy(
                scene,
                "unhealthy",
                "Target.ResponseCodeMismatch",
                "Health checks failed with these codes: [" + code + "]");
    }

    @ParameterizedTest
    @CsvSource({"502,RUN_DOWN", "503,RUN_DOWN", "404,TGT_CODE"})
    void aReleaseThatIsDownExplainsTheErrorsOfAServerAndNoOtherCode(
            String code, @ConvertWith(RuleByName.class) Rule first) {
        Diagnosis diagnosis = Scene.with(scene -> {
                    Faults.of(RunDown.RULE).accept(scene);
                    answering(scene, code);
                })
                .diagnose();

        assertThat(diagnosis.findings()).extracting(Finding::rule).first().isEqualTo(first);
        assertThat(diagnosis.path().verdict())
                .startsWith("Broken at the " + first.hop().orElseThrow().label().toLowerCase(Locale.ROOT));
        assertThat(diagnosis.all()).extracting(Finding::rule).contains(RunDown.RULE, rule);
    }

    @Test
    void whatAwsSaidOfItIsTheEvidence() {
        assertThat(found(broken()).evidence()).anySatisfy(evidence -> {
            assertThat(evidence.fact())
                    .isEqualTo(
                            "The state of " + INSTANCE_ID
                                    + ":5000 is unhealthy, Target.ResponseCodeMismatch: Health checks failed with these codes: [404].");
            assertThat(evidence.source()).isEqualTo("DescribeTargetHealth");
        });
    }
}
