package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.aws.Elb.ElbAnswers;
import ch.meuthak.lotse.console.sandbox.world.Cloud;
import ch.meuthak.lotse.console.sandbox.world.Listener;
import ch.meuthak.lotse.console.sandbox.world.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Listeners, their certificates and their rules. */
record ElbListeners(Cloud cloud, ElbAnswers answers) {

    Map<String, Call> calls() {
        return Map.of(
                "DescribeListeners", this::describe,
                "DescribeListenerCertificates", this::certificates,
                "DescribeRules", this::rules);
    }

    private static AwsError unknown(String arn) {
        return AwsError.invalid("ListenerNotFound", "Listener '" + arn + "' not found");
    }

    private void describe(Query query, Xml xml) throws AwsError {
        Optional<List<Listener>> byArn =
                ElbAnswers.chosen(query, "ListenerArns", cloud.listeners(), Listener::arn, ElbListeners::unknown);
        Optional<String> loadBalancer = query.text("LoadBalancerArn");
        if (byArn.isEmpty() && loadBalancer.isEmpty()) {
            throw AwsError.invalid("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
        }
        if (loadBalancer.isPresent() && cloud.loadBalancer(loadBalancer.get()).isEmpty()) {
            throw AwsError.invalid("LoadBalancerNotFound", "Load balancer '" + loadBalancer.get() + "' not found");
        }
        List<Listener> all = cloud.listeners().stream()
                .filter(one -> one.loadBalancerArn().equals(loadBalancer.orElse("")))
                .toList();
        answers.page(query, xml, "Listeners", byArn.orElse(all), this::listener);
    }

    /** Certificates holds the default one only, as AWS documents. */
    private void listener(Xml xml, Listener one) {
        xml.text("ListenerArn", one.arn()).text("LoadBalancerArn", one.loadBalancerArn());
        xml.text("Port", one.port()).text("Protocol", one.protocol()).optional("SslPolicy", one.sslPolicy());
        if (!one.certificateArns().isEmpty()) {
            xml.list(
                    "Certificates",
                    "member",
                    one.certificateArns().subList(0, 1),
                    (item, arn) -> item.text("CertificateArn", arn));
        }
        xml.list("DefaultActions", "member", List.of(one.defaultRule()), this::action);
        xml.open("MutualAuthentication").text("Mode", "off").close();
    }

    private void action(Xml xml, Rule rule) {
        xml.text("Type", "forward").text("Order", 1).text("TargetGroupArn", rule.targetGroupArn());
        xml.open("ForwardConfig").list("TargetGroups", "member", List.of(rule), (item, one) -> item.text(
                        "TargetGroupArn", one.targetGroupArn())
                .text("Weight", 1));
        xml.open("TargetGroupStickinessConfig").text("Enabled", false).close().close();
    }

    private Listener listenerOf(Query query) throws AwsError {
        String arn = query.required("ListenerArn");
        return cloud.listeners().stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> unknown(arn));
    }

    /** The default certificate appears here again, and says so. */
    private void certificates(Query query, Xml xml) throws AwsError {
        List<String> arns = listenerOf(query).certificateArns();
        List<Integer> positions = IntStream.range(0, arns.size()).boxed().toList();
        answers.page(query, xml, "Certificates", positions, (item, position) -> item.text(
                        "CertificateArn", arns.get(position))
                .text("IsDefault", position == 0));
    }

    private void rules(Query query, Xml xml) throws AwsError {
        List<Rule> every =
                cloud.listeners().stream().flatMap(one -> one.rules().stream()).toList();
        Optional<List<Rule>> byArn =
                ElbAnswers.chosen(query, "RuleArns", every, Rule::arn, ElbAnswers.unknown("RuleNotFound", "Rule"));
        List<Rule> rules = byArn.isPresent() ? byArn.get() : listenerOf(query).rules();
        answers.page(query, xml, "Rules", rules, this::rule);
    }

    private void rule(Xml xml, Rule one) {
        xml.text("RuleArn", one.arn()).text("Priority", one.priority()).text("IsDefault", one.isDefault());
        xml.list("Conditions", "member", one.hosts().isEmpty() ? List.of() : List.of(one), (item, of) -> {
            item.text("Field", "host-header").texts("Values", "member", of.hosts());
            item.open("HostHeaderConfig").texts("Values", "member", of.hosts()).close();
        });
        xml.list("Actions", "member", List.of(one), this::action);
    }
}
