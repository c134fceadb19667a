package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.HttpVisit;
import java.util.Optional;

/** The service answers at the address of the instance, and not through the domain. */
public final class RunDirectOk extends Rule {
    public static final Rule RULE = new RunDirectOk();

    private static final String HTTP = "HTTP";

    private RunDirectOk() {
        super(About.path("RUN-DIRECT-OK", Severity.ERROR)
                .symptom("The service answers at the address of the instance, but not through the domain.")
                .cause("The fault is between DNS and the target group.")
                .fix("Check these hops. The release works.")
                .document(AwsPages.TROUBLE)
                .seenFromOutside());
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<HttpVisit> straight =
                route.observed().outside().straight().toOptional().filter(HttpVisit::isServed);
        return route.visit()
                .filter(visit -> !visit.answers() && straight.isPresent())
                .flatMap(visit -> route.found(this, "The service answers, but not through the domain")
                        .seen(visit.outcome(), HTTP, visit.at())
                        .seen(
                                straight.orElseThrow().outcome(),
                                HTTP,
                                straight.orElseThrow().at())
                        .cause(
                                "The service answers at the instance's address, but not through the load balancer. The fault is between DNS and the target group.")
                        .stops()
                        .done());
    }
}
