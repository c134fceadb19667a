package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Listener rules as the SDK hands them over. */
class ListenerRuleReaderTest {
    private static final String BLUE =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:targetgroup/blue/73e2d6bc24d8a067";
    private static final String GREEN =
            "arn:aws:elasticloadbalancing:us-east-1:339712742662:targetgroup/green/09966783158cda59";

    private static ListenerRule forwarding(TargetGroupTuple... groups) {
        Action action = Action.builder()
                .type("forward")
                .forwardConfig(to -> to.targetGroups(groups))
                .build();
        Rule read = Rule.builder().isDefault(true).actions(action).build();
        return ListenerRuleReader.inOrder(List.of(read)).getFirst();
    }

    private static TargetGroupTuple group(String arn, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(arn).weight(weight).build();
    }

    @Test
    void aGroupWithoutWeightGetsNoRequests() {
        ListenerRule rule = forwarding(group(BLUE, 100), group(GREEN, 0));

        assertThat(rule.targetGroupArns()).containsExactly(BLUE);
        assertThat(ListenerRuleWords.action(rule)).isEqualTo("forward to blue (weight 100) and green (weight 0)");
    }

    @Test
    void ofASingleGroupTheWeightDoesNotMatter() {
        assertThat(forwarding(group(GREEN, 0)).targetGroupArns()).containsExactly(GREEN);
    }

    @Test
    void theDefaultRuleIsTheLastAndTheOthersGoByTheirNumbers() {
        List<Rule> read = Stream.of("default", "10", "9")
                .map(priority -> Rule.builder()
                        .priority(priority)
                        .isDefault(priority.equals("default"))
                        .build())
                .toList();

        assertThat(ListenerRuleReader.inOrder(read))
                .extracting(ListenerRule::priority)
                .containsExactly("9", "10", "default");
    }
}
