package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A single target drains for long whenever it is taken out. */
public final class TgtDrainingLong extends Rule {
    public static final Rule RULE = new TgtDrainingLong();

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SHORTER = 30;

    private TgtDrainingLong() {
        super(About.path("TGT-DRAINING-LONG", Hop.TARGET_GROUP, Severity.INFO)
                .symptom("The deregistration delay of a group with a single target is over 60 s.")
                .cause("After deregistration, the target drains for that long, and nothing else in its group serves.")
                .fix("Set the delay slightly longer than the longest request.")
                .document(AwsPages.ALB + "edit-target-group-attributes.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.groups().stream()
                .filter(group -> RequestTrace.known(group.targets()).size() == 1)
                .filter(group -> group.deregistrationDelay()
                        .toOptional()
                        .filter(delay -> delay.compareTo(LONG) > 0)
                        .isPresent())
                .findFirst()
                .flatMap(group -> drainingLong(route, group));
    }

    private Optional<Finding> drainingLong(RequestTrace route, TargetGroup group) {
        long seconds = group.deregistrationDelay().toOptional().orElseThrow().toSeconds();
        return route.found(this, "A target drains for a long time after deregistration")
                .seen(
                        "The deregistration delay of " + group.name() + " is " + seconds + " s.",
                        "DescribeTargetGroupAttributes")
                .cause(group.name() + " has a single target, which drains for " + seconds
                        + " s after deregistration. Meanwhile, nothing else serves"
                        + (route.groups().size() == 1 ? "." : " its share of the requests."))
                .commands(List.of(route.aws(
                        "elbv2",
                        "modify-target-group-attributes",
                        "--target-group-arn",
                        group.arn(),
                        "--attributes",
                        "Key=deregistration_delay.timeout_seconds,Value=" + SHORTER)))
                .caution("Requests longer than " + SHORTER + " s are cut when their target is deregistered.")
                .done();
    }
}
