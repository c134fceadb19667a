package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunNoAnswer;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtLoopback;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtPort;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExplanationTest {

    @ParameterizedTest
    @FieldSource("ch.meuthak.lotse.console.diagnosis.rules.Rulebook#ALL")
    void everyRuleIsExplainedInWholeSentences(Rule rule) {
        assertThat(List.of(rule.symptom(), rule.cause(), rule.fix()))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).matches("[A-Z].{7,}\\."));
        assertThat(rule.document()).startsWith("https://docs.aws.amazon.com/");
    }

    @Test
    void whatExplainsARuleIsThatWhichFoldsItsFindings() {
        assertThat(TgtRefused.RULE.explainedBy())
                .containsExactly(TgProtocol.RULE, TgtLoopback.RULE, TgtPort.RULE, RunEdge.RULE);
        assertThat(RunNoAnswer.RULE.isSeenFromOutside()).isTrue();
        assertThat(ExpSshOpen.RULE.explainedBy()).isEmpty();
    }

    @Test
    void aRuleIsFoundByItsNameHoweverItIsWritten() {
        assertThat(Rulebook.of("tgt-sg")).hasValue(TgtSg.RULE);
        assertThat(Rulebook.of(" TGT_SG ")).hasValue(TgtSg.RULE);
        assertThat(Rulebook.of("TGT")).isEmpty();
    }
}
