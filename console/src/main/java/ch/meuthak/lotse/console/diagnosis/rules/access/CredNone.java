package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.Optional;

/** The console has no credentials, or no region. */
public final class CredNone extends Rule {
    public static final Rule RULE = new CredNone();

    private CredNone() {
        super(About.access("CRED-NONE", Severity.ERROR)
                .symptom("The console finds no AWS credentials, or no region.")
                .cause(
                        "No environment variable, profile or instance profile provides them. Without them, AWS cannot be read.")
                .fix(
                        "Attach an instance profile, or put credentials into ~/.aws/credentials. Set AWS_REGION, or a region in ~/.aws/config.")
                .document(AwsPages.CREDENTIALS)
                .explainedBy(CredFile.RULE, CredImdsHops.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CallProblems.first(route, problem -> CallProblems.MISSING.contains(problem.error()))
                .flatMap(problem -> route.found(this, missing(problem))
                        .about(problem.error())
                        .failed(problem)
                        .done());
    }

    private static String missing(Problem problem) {
        return switch (problem.error()) {
            case "NoRegion" -> "No AWS region is set";
            case "UnreadableProfile" -> "The AWS profile files cannot be read";
            default -> "There are no AWS credentials";
        };
    }
}
