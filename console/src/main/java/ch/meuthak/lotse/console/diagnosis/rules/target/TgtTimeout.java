package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.Admission;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.BoxWords;

/** A target does not answer in time, though nothing is known to keep the load balancer out. */
public final class TgtTimeout extends TargetRule {
    public static final TargetRule RULE = new TgtTimeout();

    private TgtTimeout() {
        super(About.path("TGT-TIMEOUT", Hop.TARGET, Severity.ERROR)
                .symptom(
                        "A target is unhealthy, with the reason Target.Timeout. Its security group allows the load balancer.")
                .cause("The box is overloaded, or a network ACL drops the answers.")
                .fix("Check memory and CPU credits of the box. A network ACL must allow outbound TCP 1024 to 65535.")
                .document(AwsPages.HEALTH));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return target.reason().equals("Target.Timeout") && !route.admission().isShut(target);
    }

    @Override
    protected String title(Target target) {
        return "The target does not answer in time";
    }

    @Override
    protected String advice(RequestTrace route, Target target) {
        if (route.admission().isKeptIn(target)) {
            return "Add an outbound rule for TCP " + route.admission().port(target) + " to "
                    + route.loadBalancerSource() + ". Without it, no request leaves the load balancer.";
        }
        boolean admitted = route.admission().of(target) == Admission.Answer.LOAD_BALANCER;
        return (admitted ? "Its security group allows the load balancer. " : super.advice(route, target) + " ") + fix();
    }

    /** What there is to see of an overload on the box, should that be why it is slow. */
    @Override
    protected void addEvidence(RequestTrace route, FindingBuilder draft) {
        route.box().ifPresent(box -> box.resources().ifPresent(left -> {
            draft.seen(BoxWords.memory(left), BoxWords.SOURCE, box.at());
            left.cpu().ifPresent(cpu -> draft.seen(BoxWords.withheld(cpu), BoxWords.SOURCE, box.at()));
        }));
    }
}
