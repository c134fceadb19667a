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
                .symptom("The security groups of a target do not allow the load balancer on its port.")
                .cause("A security group drops what it does not allow. The load balancer gets no answer.")
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
        return route.found(this, "The security group blocks the load balancer")
                .seen(
                        "The inbound rules of " + String.join(", ", groups)
                                + (nobody ? " allow nobody on " : " do not allow the load balancer on ") + port + ".",
                        "DescribeSecurityGroupRules")
                .seen(TargetRule.state(route, target), TargetRule.SOURCE)
                .cause(
                        nobody
                                ? "No inbound rule allows " + port + ". The requests of the load balancer are dropped."
                                : port
                                        + " is allowed only from other sources. Most likely, this blocks the load balancer.")
                .fix("Add an inbound rule for " + port + " from " + route.loadBalancerSource() + " to " + first + ".")
                .commands(groups.isEmpty() ? List.of() : route.admission().command(first, number))
                .stops(!others)
                .severity(others ? Severity.ERROR : Severity.CRITICAL)
                .done();
    }
}
