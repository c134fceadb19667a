package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the load balancer has the listeners that it should have. */
final class ListenerRules {
    private static final String LISTED = "DescribeListeners";
    private static final int HTTP = 80;

    private ListenerRules() {}

    static List<Rule> all() {
        return List.of(ListenerRules::missing, ListenerRules::clearText);
    }

    private static Optional<Finding> missing(RequestTrace route) {
        boolean missing =
                route.listener().toOptional().filter(Optional::isEmpty).isPresent();
        if (!missing) {
            return Optional.empty();
        }
        List<Listener> others = RequestTrace.known(route.topology().listeners());
        String have = others.isEmpty()
                ? "It has no listener at all."
                : "It has only "
                        + others.stream()
                                .limit(10)
                                .map(one -> one.protocol() + ":" + one.port())
                                .collect(Collectors.joining(", "))
                        + ".";
        return route.found(RuleId.LB_NO_HTTPS, "There is no HTTPS listener")
                .seen(have, LISTED)
                .cause("The load balancer has no HTTPS listener on port 443. " + have)
                .fix("Add one with the domain's certificate.")
                .commands(create(route).stream().toList())
                .stops()
                .done();
    }

    /** The whole call, when it is clear which certificate and which target group it should have. */
    private static Optional<String> create(RequestTrace route) {
        Optional<String> certificate = RequestTrace.known(route.topology().certificates()).stream()
                .filter(one -> one.status().equals("ISSUED") && one.covers(route.domain()))
                .map(Certificate::arn)
                .findFirst();
        List<TargetGroup> groups = RequestTrace.known(route.topology().targetGroups());
        Optional<LoadBalancer> balancer = route.topology().loadBalancer().toOptional();
        return groups.size() != 1
                ? Optional.empty()
                : balancer.flatMap(one -> certificate.map(arn -> route.aws(
                        "elbv2",
                        "create-listener",
                        "--load-balancer-arn",
                        one.arn(),
                        "--protocol",
                        "HTTPS",
                        "--port",
                        "443",
                        "--ssl-policy",
                        TlsRules.POLICY,
                        "--certificates",
                        "CertificateArn=" + arn,
                        "--default-actions",
                        "Type=forward,TargetGroupArn=" + groups.getFirst().arn())));
    }

    private static Optional<Finding> clearText(RequestTrace route) {
        return RequestTrace.known(route.topology().listeners()).stream()
                .filter(one -> one.protocol().equals("HTTP") && one.port() == HTTP)
                .findFirst()
                .flatMap(listener -> forwarding(listener).flatMap(rule -> clearText(route, listener, rule)));
    }

    private static Optional<ListenerRule> forwarding(Listener listener) {
        return RequestTrace.known(listener.rules()).stream()
                .filter(rule -> rule.actionType().equals("forward"))
                .findFirst();
    }

    private static Optional<Finding> clearText(RequestTrace route, Listener listener, ListenerRule rule) {
        List<String> redirect = rule.isDefault()
                ? List.of("modify-listener", "--listener-arn", listener.arn(), "--default-actions")
                : List.of("modify-rule", "--rule-arn", rule.arn(), "--actions");
        String action = "Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}";
        return route.found(RuleId.LB_HTTP_FORWARDS, "HTTP is forwarded in clear text")
                .seen(RuleReader.name(rule) + " of HTTP:80 says: " + rule.action() + ".", "DescribeRules")
                .cause(
                        "The listener HTTP:80 forwards requests instead of redirecting them to HTTPS, so what clients send and"
                                + " get goes over the internet in clear text.")
                .fix("Let it redirect to HTTPS on port 443.")
                .commands(List.of(
                        route.aws("elbv2", redirect.get(0), redirect.get(1), redirect.get(2), redirect.get(3), action)))
                .caution("Clients that do not follow redirects, or that send bodies over HTTP, stop working.")
                .done();
    }
}
