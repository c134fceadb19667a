package ch.meuthak.lotse.console.drift;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRuleTest {
    private static final Share BLUE = new Share("arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/blue/1", 100);
    private static final Share GREEN = new Share("arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/green/2", 0);

    private static ListenerRule rule(Share... shares) {
        return new ListenerRule("arn", "default", List.of(), new Action("forward", List.of(shares), "", ""));
    }

    /** The command would leave the group of weight 0 out. */
    @Test
    void onlyARuleForOneGroupIsSetBackByACommand() {
        assertThat(rule(BLUE).onlyTargetGroup()).contains(BLUE.arn());
        assertThat(rule(BLUE, GREEN).onlyTargetGroup()).isEmpty();
        assertThat(rule(BLUE, GREEN).targetGroupArns()).containsExactly(BLUE.arn());
    }
}
