package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import java.util.Optional;

/** Another release answers outside than the one that the console deployed. */
public final class RunRelease extends Rule {
    public static final Rule RULE = new RunRelease();

    private RunRelease() {
        super(About.path("RUN-RELEASE", Hop.RELEASE, Severity.WARNING)
                .symptom("The release that answers outside is not the release that the console deployed.")
                .cause("The target is another box, or something was started without the console.")
                .fix("Check that the target is this box, and that nothing else uses its port.")
                .document(AwsPages.ALB + "load-balancer-target-groups.html")
                .seenFromOutside());
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        ReleaseFacts release = route.observed().release();
        return route.visit()
                .filter(visit -> visit.answers() && !visit.release().isEmpty() && !release.deploying())
                // A visit from before the release got the traffic says nothing about it.
                .filter(visit -> visit.at().isAfter(release.servingSince()))
                .filter(visit -> release.serving()
                        .filter(name -> !name.equals(visit.release()))
                        .isPresent())
                .flatMap(visit -> route.found(this, "Another release answers outside")
                        .seen(visit.url() + " returns release " + visit.release() + ".", "HTTP", visit.at())
                        .seen(
                                "The deployed release is " + release.serving().orElse("") + ".",
                                "the console",
                                route.now())
                        .cause("Release " + visit.release() + " answers outside, but the console deployed "
                                + release.serving().orElse("") + ".")
                        .done());
    }
}
