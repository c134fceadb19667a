package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A target has been initial for longer than two health checks take. */
public final class TgtSlowStart extends Rule {
    public static final Rule RULE = new TgtSlowStart();

    private TgtSlowStart() {
        super(About.path("TGT-SLOW-START", Hop.TARGET, Severity.WARNING)
                .symptom("A target has been initial for longer than two health checks.")
                .cause("The box or the release starts slowly.")
                .fix("Wait if the box has just booted. Otherwise read the log of the release.")
                .document(AwsPages.HEALTH));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.unhealthy().stream()
                .filter(target -> target.state().equals("initial"))
                .findFirst()
                .flatMap(target -> slowStart(route, target));
    }

    @Override
    protected boolean speaksOf(RequestTrace route, Target target) {
        return target.state().equals("initial");
    }

    private Optional<Finding> slowStart(RequestTrace route, Target target) {
        Duration usual = route.groupOf(target).healthCheck().interval().multipliedBy(2);
        if (usual.isZero()) {
            return Optional.empty();
        }
        // At the time of the snapshot: later states are not known.
        Instant seen = route.topology().takenAt();
        Duration since = Duration.between(route.since(TgtState.RULE, TargetRule.subject(target)), seen);
        return since.compareTo(usual) <= 0
                ? Optional.empty()
                : route.found(this, "The target takes long to become healthy")
                        .seen(TargetRule.state(route, target), TargetRule.SOURCE)
                        .cause("The target has been initial for " + since.toSeconds() + " s. Two health checks take "
                                + usual.toSeconds() + " s.")
                        .stops(!route.mayHaveHealthyTarget())
                        .done();
    }
}
