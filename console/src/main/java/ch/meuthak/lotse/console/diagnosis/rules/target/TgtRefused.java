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
                .symptom("A target is unhealthy with the reason Target.FailedHealthChecks.")
                .cause(
                        "The connection fails, or what answers is not HTTP: nothing listens there, or with another protocol.")
                .fix(
                        "See that the release runs, listens on 0.0.0.0 and on that port, and speaks the protocol of the group.")
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
