package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleHost;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleNoTg;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbState;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;

/** The load balancer does not use the target's group or zone. */
public final class TgNotInUse extends TargetRule {
    public static final TargetRule RULE = new TgNotInUse();

    private TgNotInUse() {
        super(About.path("TG-NOT-IN-USE", Hop.TARGET, Severity.ERROR)
                .symptom("A target is unused, with the reason Target.NotInUse.")
                .cause(
                        "No listener rule forwards to its group, or the load balancer does not use its availability zone.")
                .fix("Forward a listener rule to the group, or enable the zone.")
                .document(AwsPages.HEALTH)
                .explainedBy(LbState.RULE, LbNoHttps.RULE, RuleHost.RULE, RuleNoTg.RULE));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return target.reason().equals("Target.NotInUse");
    }

    @Override
    protected String title(Target target) {
        return "The load balancer does not use the target";
    }
}
