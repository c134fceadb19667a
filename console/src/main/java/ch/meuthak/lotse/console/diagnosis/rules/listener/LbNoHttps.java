package ch.meuthak.lotse.console.diagnosis.rules.listener;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** There is no HTTPS listener on port 443. */
public final class LbNoHttps extends Rule {
    public static final Rule RULE = new LbNoHttps();

    private LbNoHttps() {
        super(About.path("LB-NO-HTTPS", Hop.LISTENER, Severity.CRITICAL)
                .symptom("The load balancer has no HTTPS listener on port 443.")
                .cause("Nothing accepts TLS there. Connections to https:// fail.")
                .fix("Add an HTTPS listener on port 443 with the certificate of the domain.")
                .document(AwsPages.ALB + "create-https-listener.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        boolean missing =
                route.listener().toOptional().filter(Optional::isEmpty).isPresent();
        if (!missing) {
            return Optional.empty();
        }
        List<Listener> others = RequestTrace.known(route.topology().listeners());
        String have = others.isEmpty()
                ? "It has no listener."
                : "It has only "
                        + others.stream()
                                .limit(10)
                                .map(one -> one.protocol() + ":" + one.port())
                                .collect(Collectors.joining(", "))
                        + ".";
        return route.found(this, "There is no HTTPS listener")
                .seen(have, "DescribeListeners")
                .cause("The load balancer has no HTTPS listener on port 443. " + have)
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
        Optional<LoadBalancer> balancer = route.balancer();
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
                        TlsPolicy.POLICY,
                        "--certificates",
                        "CertificateArn=" + arn,
                        "--default-actions",
                        "Type=forward,TargetGroupArn=" + groups.getFirst().arn())));
    }
}
