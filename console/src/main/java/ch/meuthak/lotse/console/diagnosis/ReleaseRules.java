package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the release answers, and whether everybody gets its answers. */
final class ReleaseRules {
    private static final String CONSOLE = "the console";
    private static final String HTTP = "HTTP";

    private ReleaseRules() {}

    static List<Rule> all() {
        return List.of(
                ReleaseRules::down,
                ReleaseRules::another,
                ReleaseRules::idle,
                ReleaseRules::straightOnly,
                ReleaseRules::noAnswer);
    }

    private static Optional<Finding> down(RequestTrace route) {
        ReleaseFacts release = route.observed().release();
        if (!release.known() || release.alive()) {
            return Optional.empty();
        }
        boolean deployed = release.serving().isPresent();
        return route.found(RuleId.RUN_DOWN, deployed ? "The release does not answer" : "No release serves")
                .seen(
                        release.serving()
                                        .map(name -> name + " does not answer. ")
                                        .orElse("No release has the traffic. ")
                                + release.detail(),
                        CONSOLE,
                        route.now())
                .cause(((deployed ? "It does not answer its readiness check. " : "No release serves. ")
                                + release.detail())
                        .strip())
                .fix(
                        release.deploying()
                                ? "A deployment runs: wait for it."
                                : deployed ? "Deploy again, or deploy the release before it." : "Deploy one.")
                .stops()
                .done();
    }

    private static Optional<HttpVisit> throughDomain(RequestTrace route) {
        return route.observed().outside().domain().toOptional();
    }

    private static Optional<Finding> another(RequestTrace route) {
        ReleaseFacts release = route.observed().release();
        return throughDomain(route)
                .filter(visit -> visit.answers() && !visit.release().isEmpty() && !release.deploying())
                // A visit from before the release got the traffic says nothing about it.
                .filter(visit -> visit.at().isAfter(release.servingSince()))
                .filter(visit -> release.serving()
                        .filter(name -> !name.equals(visit.release()))
                        .isPresent())
                .flatMap(visit -> route.found(RuleId.RUN_RELEASE, "Another release answers outside")
                        .seen(visit.url() + " says that it is release " + visit.release() + ".", HTTP, visit.at())
                        .seen("Deployed is " + release.serving().orElse("") + ".", CONSOLE, route.now())
                        .cause("Outside, release " + visit.release()
                                + " answers, and the one that the console deployed is "
                                + release.serving().orElse("") + ".")
                        .fix("Check that the target is this box and that nothing was started past the console.")
                        .done());
    }

    private static Optional<Finding> idle(RequestTrace route) {
        Optional<Duration> balancer = route.topology().idleTimeout().toOptional();
        return route.observed().box().toOptional().flatMap(box -> box.idleTimeout()
                .filter(own -> balancer.filter(its -> own.compareTo(its) <= 0).isPresent())
                .flatMap(own -> route.found(RuleId.RUN_KEEPALIVE, "The service closes idle connections too early")
                        .seen(
                                "The service keeps an idle connection for " + own.toSeconds() + " s.",
                                BoxRules.SOURCE,
                                box.at())
                        .seen(
                                "idle_timeout.timeout_seconds is "
                                        + balancer.orElseThrow().toSeconds() + ".",
                                "DescribeLoadBalancerAttributes")
                        .cause("The service closes a connection after " + own.toSeconds()
                                + " s without a request, the load balancer keeps it for "
                                + balancer.orElseThrow().toSeconds()
                                + " s: a request that it sends just then is answered 502.")
                        .fix("On the box, set LOTSE_IDLE_TIMEOUT="
                                + balancer.orElseThrow().toSeconds()
                                + "s in .env and recreate edge and console. A service without our edge must keep idle"
                                + " connections for longer than "
                                + balancer.orElseThrow().toSeconds() + " s.")
                        .done()));
    }

    private static Optional<Finding> straightOnly(RequestTrace route) {
        Optional<HttpVisit> straight =
                route.observed().outside().straight().toOptional().filter(HttpVisit::isServed);
        return throughDomain(route)
                .filter(visit -> !visit.answers() && straight.isPresent())
                .flatMap(visit -> route.found(RuleId.RUN_DIRECT_OK, "The service answers, but not through the domain")
                        .seen(visit.outcome(), HTTP, visit.at())
                        .seen(
                                straight.orElseThrow().outcome(),
                                HTTP,
                                straight.orElseThrow().at())
                        .cause(
                                "Straight at the instance's address the service answers, through the load balancer it does not:"
                                        + " the fault is between DNS and the target group.")
                        .fix("Look at those hops; the release is well.")
                        .stops()
                        .done());
    }

    private static Optional<Finding> noAnswer(RequestTrace route) {
        return throughDomain(route).filter(visit -> !visit.answers()).flatMap(visit -> route.found(
                        RuleId.RUN_NO_ANSWER, "The domain does not answer")
                .seen(visit.outcome(), HTTP, visit.at())
                .cause(visit.outcome())
                .fix("Look at the hops that are not known, and at the release's log.")
                .stops()
                .done());
    }
}
