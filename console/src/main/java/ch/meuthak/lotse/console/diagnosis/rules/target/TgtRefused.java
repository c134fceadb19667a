package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;

/** The connection to a target fails. */
public final class TgtRefused extends TargetRule {
    public static final TargetRule RULE = new TgtRefused();

    private TgtRefused() {
        super(About.path("TGT-REFUSED", Hop.TARGET, Severity.ERROR)
                .symptom("A target is unhealthy, with the reason Target.FailedHealthChecks.")
                .cause(
                        "The connection fails, or the answer is not HTTP. Nothing listens on that port, or something with another protocol.")
                .fix(
                        "Check that the release runs, and listens on 0.0.0.0 and that port. Check that it speaks the protocol of the group.")
                .document(AwsPages.HEALTH)
                .explainedBy(TgProtocol.RULE, TgtLoopback.RULE, TgtPort.RULE, RunEdge.RULE));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return target.reason().equals("Target.FailedHealthChecks");
    }

    @Override
    protected String title(Target target) {
        return "The connection to the target fails";
    }
}
