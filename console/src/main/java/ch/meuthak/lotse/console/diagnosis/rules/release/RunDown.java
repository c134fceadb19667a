package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.words.Sentences;
import java.util.Optional;

/** No release serves, or it does not answer. */
public final class RunDown extends Rule {
    public static final Rule RULE = new RunDown();

    private RunDown() {
        super(About.path("RUN-DOWN", Hop.RELEASE, Severity.CRITICAL)
                .symptom("No release serves, or the serving release fails its readiness check.")
                .cause("The release crashed, hangs, or was never deployed.")
                .fix("Deploy again, or roll back.")
                .document(AwsPages.TROUBLE)
                .explainedBy(RunEdge.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        ReleaseFacts release = route.observed().release();
        if (!release.known() || release.alive()) {
            return Optional.empty();
        }
        boolean deployed = release.serving().isPresent();
        return route.found(this, deployed ? "The release does not answer" : "No release serves")
                .about(release.serving().orElse(""))
                .seen(
                        Sentences.join(
                                release.serving()
                                        .map(name -> name + " does not answer")
                                        .orElse("No release gets traffic"),
                                release.detail()),
                        "the console",
                        route.now())
                .cause(Sentences.join(
                        deployed ? "It fails its readiness check" : "No release serves", release.detail()))
                .fix(
                        release.deploying()
                                ? "Deployment in progress. Wait for it to end."
                                : deployed ? fix() : "Deploy a release.")
                .stops()
                .done();
    }
}
