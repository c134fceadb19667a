package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDown;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;

/** A target answers its health check with a wrong code. */
public final class TgtCode extends TargetRule {
    public static final TargetRule RULE = new TgtCode();

    private TgtCode() {
        super(About.path("TGT-CODE", Hop.TARGET, Severity.ERROR)
                .symptom("A target is unhealthy, with the reason Target.ResponseCodeMismatch.")
                .cause(
                        "404 means a wrong path, 301 or 302 a redirect, 401 or 403 a login. 400 or 421 means the Host header, 5xx the service itself.")
                .fix("Correct the path or the codes in the target group, or fix the service.")
                .document(AwsPages.HEALTH)
                .explainedBy(TgProtocol.RULE, TgtPort.RULE, RunDown.RULE));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return target.reason().equals("Target.ResponseCodeMismatch");
    }

    @Override
    protected String title(Target target) {
        return "The health check returns a wrong code";
    }

    /** A release that is down explains only codes of 500 or more: its own, or those of the edge before it. */
    @Override
    protected boolean follows(RequestTrace route, Rule other) {
        return super.follows(route, other)
                && (other != RunDown.RULE
                        || judged(route).stream()
                                .allMatch(target -> !target.codes().isEmpty()
                                        && target.codes().stream().allMatch(code -> code >= 500)));
    }
}
