package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import java.util.Optional;

/** The domain does not answer. */
public final class RunNoAnswer extends Rule {
    public static final Rule RULE = new RunNoAnswer();

    private RunNoAnswer() {
        super(About.path("RUN-NO-ANSWER", Severity.ERROR)
                .symptom("Requests to the domain get no answer, or an error of the load balancer.")
                .cause("Something is broken that no other finding names.")
                .fix("Check the hops that are not known, and the log of the release.")
                .document(AwsPages.TROUBLE)
                .explainedBy(RunDirectOk.RULE)
                .seenFromOutside());
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.visit().filter(visit -> !visit.answers()).flatMap(visit -> route.found(
                        this, "The domain does not answer")
                .seen(visit.outcome(), "HTTP", visit.at())
                .cause(visit.outcome())
                .stops()
                .done());
    }
}
