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
                .symptom("AWS rejects the credentials on every call.")
                .cause("The key was deleted, the secret is wrong, or the clock of the machine is wrong.")
                .fix("Check the key, its secret and the clock. Then paste the credentials again.")
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
                .flatMap(problem -> route.found(this, "AWS rejects the credentials")
                        .failed(problem)
                        .done());
    }
}
