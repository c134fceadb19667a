package ch.meuthak.lotse.console.diagnosis.rules.targetgroup;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;

/** The target group speaks HTTPS to a service that speaks HTTP. */
public final class TgProtocol extends Rule {
    public static final Rule RULE = new TgProtocol();

    private TgProtocol() {
        super(About.path("TG-PROTOCOL", Hop.TARGET_GROUP, Severity.CRITICAL)
                .symptom("The target group uses HTTPS, and the service speaks HTTP.")
                .cause("The wrong protocol was chosen. It cannot be changed later.")
                .fix(
                        "Create a target group with HTTP, register the targets there, and forward the listener rule to it.")
                .document(AwsPages.ALB + "load-balancer-target-groups.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.groups().stream()
                .filter(group -> group.protocol().equals("HTTPS"))
                .flatMap(group -> protocol(route, group).stream())
                .findFirst();
    }

    @Override
    protected boolean speaksOf(RequestTrace route, Target target) {
        return route.groupOf(target).protocol().equals("HTTPS");
    }

    /** A health check over HTTP that a target passes on the very port proves it; connections that fail make it likely. */
    private Optional<Finding> protocol(RequestTrace route, TargetGroup group) {
        List<Target> targets = RequestTrace.known(group.targets());
        boolean proved = group.healthCheck().protocol().equals("HTTP")
                && group.healthCheck().port().equals("traffic-port")
                && targets.stream().anyMatch(Target::isHealthy);
        boolean likely = targets.stream().allMatch(one -> one.isKnown() && !one.isHealthy())
                && targets.stream().anyMatch(one -> one.reason().equals("Target.FailedHealthChecks"));
        if (!proved && !likely) {
            return Optional.empty();
        }
        return route.found(this, "The target group uses HTTPS, but the service speaks HTTP")
                .seen("The protocol of " + group.name() + " is HTTPS.", "DescribeTargetGroups")
                .seen(
                        proved
                                ? "Its targets pass the health check over HTTP on the same port."
                                : "The connections to its targets fail.",
                        TargetRule.SOURCE)
                .cause("The load balancer uses HTTPS for the targets of " + group.name() + ". The service there "
                        + (proved ? "speaks" : "probably speaks") + " HTTP.")
                .stops()
                .done();
    }
}
