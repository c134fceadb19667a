package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command can set back of a rule's action. */
class SharedRuleTest {

    /** The command would leave the group of weight 0 out. */
    @ParameterizedTest
    @CsvSource({"forward to blue, true", "forward to blue (weight 100) and green (weight 0), false"})
    void onlyARuleForOneGroupIsSetBackByACommand(String action, boolean isSingle) {
        var rule = new ListenerRule(
                ReferenceTopology.RULE_ARN,
                "default",
                List.of(),
                List.of(),
                "forward",
                List.of(ReferenceTopology.TARGET_GROUP_ARN),
                action);

        assertThat(RuleAspect.singleTarget(rule)).isEqualTo(isSingle ? ReferenceTopology.TARGET_GROUP_ARN : "");
    }
}
