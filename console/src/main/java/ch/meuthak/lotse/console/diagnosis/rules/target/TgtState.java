package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbState;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;

/** A target is not healthy, for a reason that no other rule speaks of. */
public final class TgtState extends TargetRule {
    public static final TgtState RULE = new TgtState();

    private static final List<TargetRule> OTHERS =
            List.of(TgNotInUse.RULE, TgtStopped.RULE, TgtRefused.RULE, TgtTimeout.RULE, TgtCode.RULE);

    private TgtState() {
        super(About.path("TGT-STATE", Hop.TARGET, Severity.WARNING)
                .symptom("A target is not healthy, for a reason that no other rule covers.")
                .cause(
                        "It is being registered, deregistered or not checked, or the load balancer has an internal error.")
                .fix("Most of these states pass without a fix. The finding says which.")
                .document(AwsPages.HEALTH)
                .explainedBy(LbState.RULE, TgtSlowStart.RULE, TgtSg.RULE));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return OTHERS.stream().noneMatch(rule -> rule.judges(route, target));
    }

    @Override
    protected String title(Target target) {
        return "The target's state is " + target.state();
    }

    /** Takes those back that leave, when nothing else serves. */
    @Override
    protected List<String> commands(RequestTrace route, List<Target> bad) {
        return route.hasHealthyTarget()
                ? List.of()
                : bad.stream()
                        .filter(target -> target.reason().equals(Target.LEAVING))
                        .map(target -> route.aws(
                                "elbv2", "register-targets",
                                "--target-group-arn", route.groupOf(target).arn(),
                                "--targets", target.argument()))
                        .toList();
    }
}
