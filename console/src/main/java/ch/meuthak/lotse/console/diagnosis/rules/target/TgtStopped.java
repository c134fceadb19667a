package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.stream.Stream;

/** The instance of a target is stopped or gone. */
public final class TgtStopped extends TargetRule {
    public static final TargetRule RULE = new TgtStopped();

    private TgtStopped() {
        super(About.path("TGT-STOPPED", Hop.TARGET, Severity.CRITICAL)
                .symptom("A target is unused, with the reason Target.InvalidState.")
                .cause(
                        "Its instance is stopped or terminated. A Learner Lab stops its instances at the end of a session.")
                .fix("Start the instance. In a Learner Lab, start the lab.")
                .document(AwsPages.EC2 + "Stop_Start.html"));
    }

    @Override
    public boolean judges(RequestTrace route, Target target) {
        return target.reason().equals("Target.InvalidState");
    }

    @Override
    protected String title(Target target) {
        return "The target's instance is stopped";
    }

    @Override
    protected String advice(RequestTrace route, Target target) {
        return isGone(route, target)
                ? "The instance is terminated. Register another instance."
                : super.advice(route, target);
    }

    /** Whether its instance can never be started again. */
    private static boolean isGone(RequestTrace route, Target target) {
        return route.instance(target)
                .filter(one -> one.state().equals("terminated") || one.state().equals("shutting-down"))
                .isPresent();
    }

    /** Starts those that can be started. */
    @Override
    protected List<String> commands(RequestTrace route, List<Target> bad) {
        List<String> ids = bad.stream()
                .filter(target -> !isGone(route, target))
                .map(target -> route.instance(target).map(Instance::id).orElse(target.id()))
                .filter(id -> id.startsWith("i-"))
                .distinct()
                .toList();
        return ids.isEmpty()
                ? List.of()
                : List.of(route.aws(Stream.concat(Stream.of("ec2", "start-instances", "--instance-ids"), ids.stream())
                        .toArray(String[]::new)));
    }
}
