package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Account;
import java.util.Optional;

/** The Learner Lab does not allow the region. */
public final class CredRegion extends Rule {
    public static final Rule RULE = new CredRegion();

    private CredRegion() {
        super(About.access("CRED-REGION", Severity.ERROR)
                .symptom("AWS denies calls of Learner Lab credentials in a region other than us-east-1 and us-west-2.")
                .cause("A Learner Lab allows only these two regions.")
                .fix("Set AWS_REGION, or the region in ~/.aws/config, to the region of the deployment.")
                .document(AwsPages.DENIED));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        String region = route.topology().region();
        Optional<Account> account = route.topology().account().toOptional();
        return account.flatMap(one -> one.shutOutOf(region))
                .flatMap(why -> CallProblems.first(route, CallProblems::isDenied)
                        .flatMap(problem -> route.found(this, "The lab does not allow the region " + region)
                                .about(region)
                                .seen(problem.message(), problem.call())
                                .seen(
                                        "The credentials belong to a Learner Lab: "
                                                + account.get().arn() + ".",
                                        "GetCallerIdentity")
                                .cause(why)
                                .done()));
    }
}
