package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.words.ListenerRuleWords;
import java.util.List;
import java.util.Optional;

/** HTTP is forwarded in clear text instead of being redirected. */
public final class LbHttpForwards extends Rule {
    public static final Rule RULE = new LbHttpForwards();

    private static final int HTTP = 80;

    private LbHttpForwards() {
        super(About.path("LB-HTTP-FORWARDS", Hop.LISTENER, Severity.WARNING)
                .symptom("The listener HTTP:80 forwards to a target group.")
                .cause("Requests and answers cross the internet unencrypted.")
                .fix("Redirect HTTP to HTTPS on port 443.")
                .document(AwsPages.ALB + "rule-action-types.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return RequestTrace.known(route.topology().listeners()).stream()
                .filter(one -> one.protocol().equals("HTTP") && one.port() == HTTP)
                .findFirst()
                .flatMap(listener -> forwarding(listener).flatMap(rule -> clearText(route, listener, rule)));
    }

    private static Optional<ListenerRule> forwarding(Listener listener) {
        return RequestTrace.known(listener.rules()).stream()
                .filter(rule -> rule.isForward())
                .findFirst();
    }

    private Optional<Finding> clearText(RequestTrace route, Listener listener, ListenerRule rule) {
        List<String> redirect = rule.isDefault()
                ? List.of("modify-listener", "--listener-arn", listener.arn(), "--default-actions")
                : List.of("modify-rule", "--rule-arn", rule.arn(), "--actions");
        String action = "Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}";
        return route.found(this, "HTTP is forwarded unencrypted")
                .seen(rule.name() + " of HTTP:80: " + ListenerRuleWords.action(rule) + ".", "DescribeRules")
                .cause(
                        "The listener HTTP:80 forwards requests and does not redirect them to HTTPS. Requests and answers cross the internet unencrypted.")
                .commands(List.of(
                        route.aws("elbv2", redirect.get(0), redirect.get(1), redirect.get(2), redirect.get(3), action)))
                .caution("Clients that do not follow redirects, or that send bodies over HTTP, stop working.")
                .done();
    }
}
