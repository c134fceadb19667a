package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.words.LoadBalancerWords;
import ch.meuthak.lotse.console.words.Sentences;
import java.util.Optional;

/** The load balancer is still being set up, cannot scale or has failed. */
public final class LbState extends Rule {
    public static final Rule RULE = new LbState();

    private LbState() {
        super(About.path("LB-STATE", Hop.LOAD_BALANCER, Severity.ERROR)
                .symptom("The state of the load balancer is provisioning, active_impaired or failed.")
                .cause(
                        "AWS is still creating it, it cannot scale because its subnets lack free addresses, or its creation failed.")
                .fix(
                        "Wait while it is provisioning. If it is impaired, free some addresses in its subnets. If it failed, delete it and create it again.")
                .document(AwsPages.BALANCER));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.balancer().flatMap(balancer -> switch (balancer.state()) {
            case "active_impaired" ->
                state(route, balancer).severity(Severity.WARNING).done();
            case "provisioning" -> state(route, balancer).stops().done();
            case "failed" ->
                state(route, balancer).severity(Severity.CRITICAL).stops().done();
            default -> Optional.empty();
        });
    }

    private FindingBuilder state(RequestTrace route, LoadBalancer balancer) {
        LoadBalancerWords words = LoadBalancerWords.of(balancer);
        return route.found(this, "The load balancer's state is " + balancer.state())
                .about(balancer.state())
                .cause(words.meaning())
                .fix(words.advice())
                .seen(
                        Sentences.join(
                                "The state of " + balancer.name() + " is " + balancer.state(), balancer.stateReason()),
                        "DescribeLoadBalancers");
    }
}
