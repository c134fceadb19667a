package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.Optional;

/** The load balancer is internal, so clients on the internet do not reach it. */
public final class LbInternal extends Rule {
    public static final Rule RULE = new LbInternal();

    private LbInternal() {
        super(About.path("LB-INTERNAL", Hop.LOAD_BALANCER, Severity.CRITICAL)
                .symptom("The scheme of the load balancer is internal.")
                .cause("It has only private addresses. Clients on the internet cannot reach it.")
                .fix("Create an internet-facing load balancer, and point the domain at it. A scheme cannot be changed.")
                .document(AwsPages.BALANCER));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.balancer()
                .filter(balancer -> balancer.scheme().equals("internal"))
                .flatMap(balancer -> route.found(this, "The load balancer is internal")
                        .seen(
                                "The scheme of " + balancer.name() + " is " + balancer.scheme() + ".",
                                "DescribeLoadBalancers")
                        .stops()
                        .done());
    }
}
