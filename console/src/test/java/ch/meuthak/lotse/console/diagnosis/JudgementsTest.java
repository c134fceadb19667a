package ch.meuthak.lotse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtSlowStart;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What explains one target is no advice for another, though the finding about both is folded into it. */
class JudgementsTest {
    private static final Target LEAVING =
            new Target("i-0bbbbbbbbbbbbbbbb", 5000, "us-east-1b", "draining", Target.LEAVING, "");

    private static Target refused() {
        return Parts.target("unhealthy", "Target.FailedHealthChecks", "", "");
    }

    private static String advice(Diagnosis diagnosis, String groupArn, Target target) {
        return diagnosis.onTarget(groupArn, target.name()).orElseThrow().advice();
    }

    private static String fix(Diagnosis diagnosis, Rule rule) {
        return diagnosis.findings().stream()
                .filter(one -> one.rule() == rule)
                .findFirst()
                .orElseThrow()
                .fix()
                .advice();
    }

    @Test
    void aGroupThatSpeaksHttpsExplainsNoTargetOfOneThatSpeaksHttp() {
        Scene scene = Scene.healthy();
        Parts.targets(scene, refused());
        TargetGroup first =
                RequestTrace.known(scene.topology.topology().targetGroups()).getFirst();
        TargetGroup https = TargetGroups.secondGroup(scene, "HTTPS", refused());

        Diagnosis diagnosis = scene.diagnose();
        String fix = fix(diagnosis, TgProtocol.RULE);

        assertThat(advice(diagnosis, https.arn(), refused())).isEqualTo(fix);
        assertThat(advice(diagnosis, first.arn(), refused())).isNotEmpty().isNotEqualTo(fix);
    }

    @Test
    void aTargetThatStartsSlowlyExplainsNoneThatLeaves() {
        Target slow = Parts.target("initial", "Elb.RegistrationInProgress", "", "");
        Scene scene = Scene.with(one -> Parts.targets(one, slow, LEAVING));
        scene.watchedFor = Duration.ofMinutes(10);

        differs(scene, TgtSlowStart.RULE, slow);
    }

    @Test
    void aTargetThatLetsNobodyInExplainsNoneThatLeaves() {
        Target shut = Parts.target("unhealthy", "Target.Timeout", "", "");
        Scene scene = Scene.with(one -> {
            Parts.targets(one, shut, LEAVING);
            Parts.inbound(one, ReferenceTopology.INSTANCE_GROUP_ID);
        });

        differs(scene, TgtSg.RULE, shut);
    }

    private static void differs(Scene scene, Rule cause, Target explained) {
        Diagnosis diagnosis = scene.diagnose();
        String group = RequestTrace.known(scene.topology.topology().targetGroups())
                .getFirst()
                .arn();
        String fix = fix(diagnosis, cause);

        assertThat(diagnosis.all()).extracting(Finding::rule).contains(TgtState.RULE);
        assertThat(advice(diagnosis, group, explained)).isEqualTo(fix);
        assertThat(advice(diagnosis, group, LEAVING)).isNotEmpty().isNotEqualTo(fix);
    }
}
