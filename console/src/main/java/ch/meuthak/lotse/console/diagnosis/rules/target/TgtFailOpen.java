package ch.meuthak.lotse.console.diagnosis.rules.target;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.TargetWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every target fails its health check, and the load balancer still forwards requests. */
public final class TgtFailOpen extends Rule {
    public static final Rule RULE = new TgtFailOpen();

    private static final Duration RECENT = Duration.ofMinutes(1);

    private TgtFailOpen() {
        super(About.path("TGT-FAIL-OPEN", Hop.TARGET, Severity.CRITICAL)
                .symptom("Every target fails its health check, and the domain still answers.")
                .cause("If no target is healthy, the load balancer fails open: it sends requests to all targets.")
                .fix("Fix the health check. Until then, nothing keeps requests away from a broken target.")
                .document(AwsPages.HEALTH));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Target> all = route.registered();
        // A visit from long before the snapshot says nothing of "just now".
        Instant recent = route.topology().takenAt().minus(RECENT);
        Optional<HttpVisit> answered =
                route.visit().filter(visit -> visit.answers() && !visit.at().isBefore(recent));
        boolean allBad =
                !all.isEmpty() && all.stream().allMatch(target -> target.state().equals("unhealthy"));
        return answered.filter(visit -> allBad).flatMap(visit -> failOpen(route, visit, all.getFirst()));
    }

    private Optional<Finding> failOpen(RequestTrace route, HttpVisit visit, Target first) {
        TargetWords words = TargetWords.of(first, route.groupOf(first));
        return route.found(this, "No target is healthy, but requests still succeed")
                .seen(visit.outcome(), "HTTP", visit.at())
                .seen(TargetRule.state(route, first), TargetRule.SOURCE)
                .cause("Every target fails its health check. " + words.meaning()
                        + " The load balancer fails open: it sends requests to all targets. Requests still succeed.")
                .fix(words.advice() + " Until then, nothing keeps requests away from a broken target.")
                .stops()
                .done();
    }
}
