package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void everyRuleIsExplainedInWholeSentences(RuleId rule) {
        Explanation explanation = Explanation.of(rule);

        assertThat(List.of(explanation.symptom(), explanation.cause(), explanation.fix()))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).matches("[A-Z].{7,}\\."));
        assertThat(rule.document()).startsWith("https://docs.aws.amazon.com/");
    }

    @Test
    void whatExplainsARuleIsThatWhichFoldsItsFindings() {
        assertThat(Explanation.of(RuleId.TGT_REFUSED).explainedBy())
                .containsExactly(RuleId.TG_PROTOCOL, RuleId.TGT_LOOPBACK, RuleId.TGT_PORT, RuleId.RUN_EDGE);
        assertThat(Explanation.of(RuleId.RUN_NO_ANSWER).seenFromOutside()).isTrue();
        assertThat(Explanation.of(RuleId.EXP_SSH_OPEN).explainedBy()).isEmpty();
    }

    @Test
    void aRuleIsFoundByItsNameHoweverItIsWritten() {
        assertThat(RuleId.of("tgt-sg")).hasValue(RuleId.TGT_SG);
        assertThat(RuleId.of(" TGT_SG ")).hasValue(RuleId.TGT_SG);
        assertThat(RuleId.of("TGT")).isEmpty();
    }
}
