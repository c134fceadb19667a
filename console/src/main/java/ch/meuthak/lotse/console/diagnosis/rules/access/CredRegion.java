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
                .symptom(
                        "Calls are refused to the credentials of a Learner Lab in a region other than us-east-1 and us-west-2.")
                .cause("A Learner Lab allows those two regions only.")
                .fix("Set AWS_REGION, or the region in ~/.aws/config, to the one the deployment is in.")
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
                                        "The credentials are those of a Learner Lab: "
                                                + account.get().arn() + ".",
                                        "GetCallerIdentity")
                                .cause(why)
                                .fix("Set AWS_REGION, or the region in ~/.aws/config, to the one the deployment is in.")
                                .done()));
    }
}
