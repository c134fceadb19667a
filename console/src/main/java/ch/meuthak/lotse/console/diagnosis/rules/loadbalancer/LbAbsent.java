package ch.meuthak.lotse.console.diagnosis.rules.loadbalancer;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import java.util.Optional;

/** The configured load balancer is not in this account and region. */
public final class LbAbsent extends Rule {
    public static final Rule RULE = new LbAbsent();

    private LbAbsent() {
        super(About.path("LB-ABSENT", Hop.LOAD_BALANCER, Severity.CRITICAL)
                .symptom("The load balancer in LOTSE_LOAD_BALANCER does not exist in this account and region.")
                .cause("It was deleted or renamed, or the setting or the region is wrong.")
                .fix(
                        "Correct the setting, or remove it. Without it, the console finds the load balancer through the domain.")
                .document(AwsPages.ALB + "introduction.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.topology().loadBalancer() instanceof Fact.Failed<LoadBalancer>(var problem)
                        && problem.error().equals("LoadBalancerNotFound")
                ? route.found(this, "The configured load balancer does not exist")
                        .failed(problem)
                        .stops()
                        .done()
                : Optional.empty();
    }
}
