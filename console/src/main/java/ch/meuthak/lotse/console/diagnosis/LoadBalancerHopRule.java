package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Fact;
import ch.meuthak.lotse.console.cloud.LoadBalancer;
import ch.meuthak.lotse.console.cloud.SecurityGroup;
import ch.meuthak.lotse.console.cloud.SecurityGroupRule;
import java.util.List;

/** The load balancer must be active, face the internet, and admit HTTPS. */
final class LoadBalancerHopRule implements HopRule {
    private static final String TITLE = "Load balancer";
    private static final int HTTPS = 443;

    @Override
    public Judgement judge(Route route) {
        return switch (route.topology().loadBalancer()) {
            case Fact.Known<LoadBalancer>(var balancer) ->
                judge(route, balancer)
                        .withId("DNS name", balancer.dnsName())
                        .with("State", balancer.state())
                        .with("Scheme", balancer.scheme())
                        .withId("ARN", balancer.arn());
            case Fact.Failed<LoadBalancer>(var problem)
            when problem.error().equals("LoadBalancerNotFound") -> Judgement.fail(TITLE, problem.message());
            case Fact<LoadBalancer> other -> Judgement.unknown(TITLE, other);
        };
    }

    private static Judgement judge(Route route, LoadBalancer balancer) {
        String reason = balancer.stateReason().isEmpty() ? "" : " AWS says: " + balancer.stateReason();
        return switch (balancer.state()) {
            case "active" -> active(route, balancer);
            case "active_impaired" ->
                Judgement.warn(
                        balancer.name(),
                        "It works, but cannot scale up. Check that its subnets have at least eight free addresses."
                                + reason);
            case "provisioning" ->
                Judgement.fail(balancer.name(), "It is still being set up. Wait a few minutes." + reason);
            case "failed" ->
                Judgement.fail(balancer.name(), "It could not be set up. Delete it and create it again." + reason);
            default -> Judgement.unknown(balancer.name(), "AWS gives the state \"" + balancer.state() + "\"." + reason);
        };
    }

    private static Judgement active(Route route, LoadBalancer balancer) {
        if (!balancer.scheme().equals("internet-facing")) {
            return Judgement.fail(
                    balancer.name(),
                    "Its scheme is " + balancer.scheme()
                            + ": nobody outside its network reaches it. Create one that is internet-facing.");
        }
        if (balancer.securityGroupIds().isEmpty()) {
            return Judgement.ok(
                    balancer.name(), "It is active, faces the internet and has no security group that could refuse.");
        }
        return switch (route.securityGroups(balancer.securityGroupIds())) {
            case Fact.Known<List<SecurityGroup>>(var groups) -> admitted(balancer, groups);
            case Fact<List<SecurityGroup>> other ->
                Judgement.unknown(
                        balancer.name(),
                        "It is active; whether its security groups admit HTTPS is not known. " + Judgement.why(other));
        };
    }

    private static Judgement admitted(LoadBalancer balancer, List<SecurityGroup> groups) {
        List<SecurityGroupRule> admitting = groups.stream()
                .flatMap(group -> group.inbound().stream())
                .filter(rule -> rule.admitsTcp(HTTPS))
                .toList();
        if (admitting.isEmpty()) {
            return Judgement.fail(
                    balancer.name(),
                    "None of its security groups admits TCP 443, so clients time out. Add an inbound rule for TCP 443 from"
                            + " 0.0.0.0/0 to " + groups.getFirst().id() + ".");
        }
        return admitting.stream().anyMatch(SecurityGroupRule::isOpenToTheWorld)
                ? Judgement.ok(balancer.name(), "It is active, faces the internet and admits TCP 443 from anywhere.")
                : Judgement.warn(
                        balancer.name(),
                        "It is active, but admits TCP 443 only from "
                                + admitting.getFirst().source()
                                + (admitting.size() > 1 ? " and " + (admitting.size() - 1) + " more" : "")
                                + ": everybody else times out. Add a rule from 0.0.0.0/0 if that is not meant.");
    }
}
