package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Target;
import java.util.List;
import java.util.Optional;

/** Whether the targets' security groups let the load balancer in. */
final class AdmissionRules {
    private AdmissionRules() {}

    static List<Rule> all() {
        return List.of(AdmissionRules::shut);
    }

    private static Optional<Finding> shut(RequestTrace route) {
        return route.staying().stream()
                .filter(route.admission()::isShut)
                .findFirst()
                .flatMap(target -> shut(route, target));
    }

    private static Optional<Finding> shut(RequestTrace route, Target target) {
        List<String> groups = route.instance(target).orElseThrow().securityGroupIds();
        String first = groups.isEmpty() ? "its security group" : groups.getFirst();
        boolean nobody = route.admission().of(target) == Admission.Answer.NOBODY;
        int number = route.admission().port(target);
        boolean others = route.registered().stream()
                .anyMatch(one -> (one.isHealthy() || !one.isKnown())
                        && !route.admission().isShut(one));
        String port = "TCP " + number;
        return route.found(RuleId.TGT_SG, "The security group keeps the load balancer out")
                .seen(
                        "The inbound rules of " + String.join(", ", groups) + " admit "
                                + (nobody ? "nobody" : "only others than the load balancer") + " on " + port + ".",
                        "DescribeSecurityGroupRules")
                .seen(TargetRules.state(route, target), TargetRules.HEALTH)
                .cause(
                        nobody
                                ? "Nothing admits " + port
                                        + " to the instance, so the load balancer's requests are dropped."
                                : port
                                        + " is admitted only from others than the load balancer, which likely is why its requests"
                                        + " get no answer.")
                .fix("Add an inbound rule for " + port + " from " + route.loadBalancerSource() + " to " + first + ".")
                .commands(groups.isEmpty() ? List.of() : admit(route, first, number))
                .stops(!others)
                .severity(others ? Severity.ERROR : Severity.CRITICAL)
                .done();
    }

    /** The call that lets the load balancer in; none when its security group is not known. */
    static List<String> admit(RequestTrace route, String groupId, int port) {
        return route.loadBalancerGroupIds().stream()
                .limit(1)
                .map(source -> route.aws(
                        "ec2",
                        "authorize-security-group-ingress",
                        "--group-id",
                        groupId,
                        "--protocol",
                        "tcp",
                        "--port",
                        Integer.toString(port),
                        "--source-group",
                        source))
                .toList();
    }
}
