package ch.meuthak.lotse.console.diagnosis.rules.securitygroup;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.Admission;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.diagnosis.TargetRule;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.Optional;

/** The security groups of a target keep the load balancer out. */
public final class TgtSg extends Rule {
    public static final Rule RULE = new TgtSg();

    private TgtSg() {
        super(About.path("TGT-SG", Hop.SECURITY_GROUP, Severity.CRITICAL)
                .symptom(
                        "The security groups of a target admit nobody on its port, or only others than the load balancer while the target does not answer in time.")
                .cause(
                        "What it does not admit is dropped. When others are admitted and the load balancer is not, this is likely the reason.")
                .fix("Add an inbound rule for the port from the security group of the load balancer.")
                .document(AwsPages.ALB + "target-group-register-targets.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.staying().stream()
                .filter(route.admission()::isShut)
                .findFirst()
                .flatMap(target -> shut(route, target));
    }

    @Override
    protected boolean speaksOf(RequestTrace route, Target target) {
        return route.admission().isShut(target);
    }

    private Optional<Finding> shut(RequestTrace route, Target target) {
        List<String> groups = route.instance(target).orElseThrow().securityGroupIds();
        String first = groups.isEmpty() ? "its security group" : groups.getFirst();
        boolean nobody = route.admission().of(target) == Admission.Answer.NOBODY;
        int number = route.admission().port(target);
        boolean others = route.registered().stream()
                .anyMatch(one -> (one.isHealthy() || !one.isKnown())
                        && !route.admission().isShut(one));
        String port = "TCP " + number;
        return route.found(this, "The security group keeps the load balancer out")
                .seen(
                        "The inbound rules of " + String.join(", ", groups) + " admit "
                                + (nobody ? "nobody" : "only others than the load balancer") + " on " + port + ".",
                        "DescribeSecurityGroupRules")
                .seen(TargetRule.state(route, target), TargetRule.SOURCE)
                .cause(
                        nobody
                                ? "Nothing admits " + port
                                        + " to the instance, so the load balancer's requests are dropped."
                                : port
                                        + " is admitted only from others than the load balancer, which likely is why its requests"
                                        + " get no answer.")
                .fix("Add an inbound rule for " + port + " from " + route.loadBalancerSource() + " to " + first + ".")
                .commands(groups.isEmpty() ? List.of() : route.admission().command(first, number))
                .stops(!others)
                .severity(others ? Severity.ERROR : Severity.CRITICAL)
                .done();
    }
}
