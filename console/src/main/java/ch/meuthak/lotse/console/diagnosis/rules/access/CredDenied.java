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
                .symptom("AWS answers AccessDenied or UnauthorizedOperation to some calls and not to others.")
                .cause(
                        "No policy allows these calls, or one denies them: the role's own, its boundary, or one of the organisation. What depends on them is not known; everything else is.")
                .fix(
                        "Allow the calls in the policy that refuses them; the finding says which one AWS names. The console only reads.")
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
                .cause("AWS refuses " + calls + ", so what depends on it is not known; everything else is.")
                .fix(denied.stream()
                        .map(problem -> problem.denial().advice())
                        .distinct()
                        .collect(Collectors.joining(" ", "Each refusal names the action. ", "")));
        denied.forEach(problem -> draft.seen(problem.message(), problem.call()));
        return draft.done();
    }
}
