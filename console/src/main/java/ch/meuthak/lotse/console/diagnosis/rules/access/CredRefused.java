package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import java.util.Optional;

/** AWS does not accept the credentials for any call. */
public final class CredRefused extends Rule {
    public static final Rule RULE = new CredRefused();

    private CredRefused() {
        super(About.access("CRED-REFUSED", Severity.ERROR)
                .symptom("AWS does not accept the credentials, for every call alike.")
                .cause(
                        "The key was deleted or belongs to somebody else, the secret does not fit it, or the signature is wrong because the clock is.")
                .fix("Check the key and its secret, and the clock of the machine; paste them again.")
                .document(AwsPages.CREDENTIALS)
                .explainedBy(CredFile.RULE, CredPartial.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CallProblems.first(
                        route,
                        problem -> problem.isAboutCredentials()
                                && !CallProblems.MISSING.contains(problem.error())
                                && !CallProblems.EXPIRED.contains(problem.error()))
                .flatMap(problem -> route.found(this, "AWS does not accept the credentials")
                        .told(problem)
                        .done());
    }
}
