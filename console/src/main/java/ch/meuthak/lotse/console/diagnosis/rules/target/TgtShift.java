package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.Optional;

/** A zonal shift keeps requests away from a target. */
public final class TgtShift extends Rule {
    public static final Rule RULE = new TgtShift();

    private static final String SHIFTED = "zonal_shift_active";

    private TgtShift() {
        super(About.path("TGT-SHIFT", Hop.TARGET, Severity.WARNING)
                .symptom("The administrative override of a target is zonal_shift_active.")
                .cause("A zonal shift moves traffic away from its availability zone. The target gets no requests.")
                .fix("Cancel the zonal shift when the zone works again.")
                .document(AwsPages.ALB + "zonal-shift.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Target> shifted = route.registered().stream()
                .filter(target -> target.override().equals(SHIFTED))
                .toList();
        if (shifted.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(this, "A zonal shift keeps requests away from a target")
                .cause("A zonal shift moves traffic away from the availability zone "
                        + shifted.getFirst().availabilityZone() + ". Its targets get no requests.")
                .fix(
                        "Cancel the zonal shift when the zone works again. The command lists the active shifts with their ids. Then run aws arc-zonal-shift cancel-zonal-shift --zonal-shift-id.")
                .commands(List.of(route.aws("arc-zonal-shift", "list-zonal-shifts", "--status", "ACTIVE")));
        shifted.forEach(target ->
                draft.seen("The override of " + route.name(target) + " is " + SHIFTED + ".", TargetRule.SOURCE));
        return draft.done();
    }
}
