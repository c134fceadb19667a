package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import java.time.Duration;
import java.util.Optional;

/** The session credentials have expired. */
public final class CredExpired extends Rule {
    public static final Rule RULE = new CredExpired();

    private CredExpired() {
        super(About.access("CRED-EXPIRED", Severity.ERROR)
                .symptom("AWS returns ExpiredToken or RequestExpired.")
                .cause(
                        "Session credentials last some hours, and these have expired. A wrong clock causes the same error.")
                .fix(
                        "Paste all three lines again. Or attach an instance profile, which renews its credentials automatically.")
                .document(AwsPages.CREDENTIALS)
                .explainedBy(CredFile.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return CallProblems.first(route, problem -> CallProblems.EXPIRED.contains(problem.error()))
                .flatMap(problem -> {
                    FindingBuilder draft = route.found(this, "The session credentials have expired")
                            .failed(problem);
                    age(route).ifPresent(age -> draft.seen(age, "credentials"));
                    return draft.done();
                });
    }

    /** How old the file is that they come from. */
    private static Optional<String> age(RequestTrace route) {
        return route.access()
                .filter(access -> access.source() == CredentialSource.PROFILE)
                .flatMap(Access::file)
                .map(file -> {
                    Duration age = Duration.between(file.written(), route.now());
                    String written =
                            file.path() + " was written " + age.toHours() + " h " + age.toMinutesPart() + " min ago";
                    return age.compareTo(CredentialsFile.LAB_SESSION) > 0
                            ? written + ". A Learner Lab session lasts " + CredentialsFile.LAB_SESSION.toHours() + " h."
                            : written + ".";
                });
    }
}
