package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.BoxWords;
import java.time.Duration;
import java.util.Optional;

/** The service closes idle connections sooner than the load balancer does. */
public final class RunKeepalive extends Rule {
    public static final Rule RULE = new RunKeepalive();

    private RunKeepalive() {
        super(About.path("RUN-KEEPALIVE", Hop.RELEASE, Severity.WARNING)
                .symptom("The service closes idle connections before the load balancer does.")
                .cause(
                        "A request can then meet a closing connection. The load balancer returns 502 for it, now and then.")
                .fix(
                        "Set LOTSE_IDLE_TIMEOUT to the idle timeout of the load balancer. Edge, backend and console derive their limits from it.")
                .document(AwsPages.TROUBLE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<Duration> balancer = route.topology().idleTimeout().toOptional();
        return route.box().flatMap(box -> box.idleTimeout()
                .filter(own -> balancer.filter(its -> own.compareTo(its) <= 0).isPresent())
                .flatMap(own -> route.found(this, "The service closes idle connections too early")
                        .seen(
                                "The service keeps an idle connection for " + own.toSeconds() + " s.",
                                BoxWords.SOURCE,
                                box.at())
                        .seen(
                                "idle_timeout.timeout_seconds is "
                                        + balancer.orElseThrow().toSeconds() + ".",
                                "DescribeLoadBalancerAttributes")
                        .cause("The service closes an idle connection after " + own.toSeconds()
                                + " s, but the load balancer keeps it for "
                                + balancer.orElseThrow().toSeconds() + " s. Some requests get 502.")
                        .fix("On the box, set LOTSE_IDLE_TIMEOUT="
                                + balancer.orElseThrow().toSeconds()
                                + "s in .env, and recreate edge and console. A service without our edge must keep idle connections for longer than "
                                + balancer.orElseThrow().toSeconds() + " s.")
                        .done()));
    }
}
