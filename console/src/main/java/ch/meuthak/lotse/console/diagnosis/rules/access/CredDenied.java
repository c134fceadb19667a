package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Some calls are denied. */
public final class CredDenied extends Rule {
    public static final Rule RULE = new CredDenied();

    private CredDenied() {
        super(About.access("CRED-DENIED", Severity.WARNING)
                .symptom("AWS returns AccessDenied or UnauthorizedOperation for some calls.")
                .cause(
                        "No policy allows these calls, or a policy of the role, its boundary or the organisation denies them. What depends on them is not known.")
                .fix("Allow the calls in the policy that the finding names. The console only reads.")
                .document(AwsPages.DENIED)
                .explainedBy(CredLabEnded.RULE, CredRegion.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Problem> denied = route.topology().problems().stream()
                .filter(CallProblems::isDenied)
                .toList();
        if (denied.isEmpty()) {
            return Optional.empty();
        }
        String calls = denied.stream().map(Problem::call).distinct().collect(Collectors.joining(", "));
        FindingBuilder draft = route.found(this, "The credentials may not call " + calls)
                .about(calls)
                .cause("AWS denies " + calls + ". What depends on it is not known.")
                .fix(denied.stream()
                        .map(problem -> problem.denial().advice())
                        .distinct()
                        .collect(Collectors.joining(" ", "Each message names the action. ", "")));
        denied.forEach(problem -> draft.seen(problem.message(), problem.call()));
        return draft.done();
    }
}
