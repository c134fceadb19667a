package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.Optional;

/** The session of the Learner Lab is over: everything but GetCallerIdentity is refused. */
public final class CredLabEnded extends Rule {
    public static final Rule RULE = new CredLabEnded();

    private CredLabEnded() {
        super(About.access("CRED-LAB-ENDED", Severity.ERROR)
                .symptom("GetCallerIdentity works. A policy named voc-cancel-cred denies all other calls.")
                .cause("The Learner Lab session is over. The lab has revoked the permissions of these credentials.")
                .fix("Start the lab again, and paste its new keys. An instance profile needs no new keys.")
                .document(AwsPages.DENIED));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CallProblems.first(route, Problem::isLabEnded).flatMap(problem -> {
            FindingBuilder draft = route.found(this, "The lab session is over").failed(problem);
            route.topology()
                    .account()
                    .toOptional()
                    .ifPresent(account ->
                            draft.seen("GetCallerIdentity works: " + account.arn() + ".", "GetCallerIdentity"));
            return draft.done();
        });
    }
}
