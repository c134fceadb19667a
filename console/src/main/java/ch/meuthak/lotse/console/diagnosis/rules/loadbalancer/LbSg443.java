package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The security groups of the load balancer do not admit HTTPS from everywhere. */
public final class LbSg443 extends Rule {
    public static final Rule RULE = new LbSg443();

    private static final int HTTPS = 443;

    private LbSg443() {
        super(About.path("LB-SG-443", Hop.LOAD_BALANCER, Severity.CRITICAL)
                .symptom("The security groups of the load balancer do not allow TCP 443 from everywhere.")
                .cause("A security group drops what it does not allow. Clients get no answer and time out.")
                .fix("Add an inbound rule for TCP 443 from 0.0.0.0/0.")
                .document(AwsPages.ALB + "load-balancer-update-security-groups.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.balancer()
                .filter(balancer -> !balancer.securityGroupIds().isEmpty())
                .flatMap(balancer ->
                        route.securityGroups(balancer.securityGroupIds()).toOptional())
                .flatMap(groups -> shut(route, groups));
    }

    private Optional<Finding> shut(RequestTrace route, List<SecurityGroup> groups) {
        List<SecurityGroupRule> admitting = groups.stream()
                .flatMap(group -> group.inbound().stream())
                .filter(rule -> rule.admitsTcp(HTTPS))
                .toList();
        // Clients have IPv4; only some have IPv6, too.
        if (admitting.stream().anyMatch(rule -> rule.source().equals("0.0.0.0/0"))) {
            return Optional.empty();
        }
        String first = groups.getFirst().id();
        FindingBuilder draft = route.found(
                        this,
                        admitting.isEmpty()
                                ? "The load balancer's security group does not allow HTTPS"
                                : "The load balancer's security group does not allow HTTPS from everywhere")
                .about(admitting.isEmpty() ? first : first + "/some")
                .fix((admitting.isEmpty() ? "Add" : "If this is not intended, add")
                        + " an inbound rule for TCP 443 from 0.0.0.0/0 to " + first + ".")
                .commands(List.of(route.aws(
                        "ec2", "authorize-security-group-ingress",
                        "--group-id", first,
                        "--protocol", "tcp",
                        "--port", "443",
                        "--cidr", "0.0.0.0/0")));
        groups.forEach(group -> draft.seen(admitted(group), "DescribeSecurityGroupRules"));
        return admitting.isEmpty()
                ? draft.cause("None of its security groups allows TCP 443. Clients time out.")
                        .stops()
                        .done()
                : draft.cause("Only " + sources(admitting) + " can connect to TCP 443. All other clients time out.")
                        .severity(Severity.WARNING)
                        .done();
    }

    private static String admitted(SecurityGroup group) {
        return group.id()
                + (group.inbound().isEmpty()
                        ? " allows nothing."
                        : ": "
                                + group.inbound().stream()
                                        .limit(10)
                                        .map(SecurityGroupWords::inbound)
                                        .collect(Collectors.joining(" ")));
    }

    private static String sources(List<SecurityGroupRule> admitting) {
        return admitting.getFirst().source() + (admitting.size() > 1 ? " and " + (admitting.size() - 1) + " more" : "");
    }
}
