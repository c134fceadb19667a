package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Hop;
import java.util.Optional;

/** The edge does not run. */
public final class RunEdge extends Rule {
    public static final Rule RULE = new RunEdge();

    private RunEdge() {
        super(About.path("RUN-EDGE", Hop.RELEASE, Severity.CRITICAL)
                .symptom("The container of the edge does not run.")
                .cause(
                        "The edge holds the API port and forwards each request to the release. It was stopped, or it cannot start.")
                .fix("Start the container with docker start. If it ends again, read docker logs.")
                .document(AwsPages.TROUBLE));
    }

    /** Whether a release runs is judged by whether it answers. */
    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.box().flatMap(box -> Containers.first(
                        box, one -> !one.runs() && one.service().equals(Box.EDGE))
                .flatMap(edge -> route.found(this, "The edge does not run")
                        .seen("The state of " + edge.name() + " is " + edge.state() + ".", Containers.ENGINE, box.at())
                        .cause("The container " + edge.name()
                                + " does not run. It holds the API port and forwards requests to the release.")
                        .fix("On the box, run docker start " + edge.name() + ". If it ends again, read docker logs "
                                + edge.name() + ".")
                        .stops()
                        .done()));
    }
}
