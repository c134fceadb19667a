package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Instance;
import java.util.List;
import java.util.Optional;

/** The instance metadata service answers without a token. */
public final class ExpImdsv1 extends Rule {
    public static final Rule RULE = new ExpImdsv1();

    private ExpImdsv1() {
        super(About.surroundings("EXP-IMDSV1", Severity.WARNING)
                .symptom("The HttpTokens option of an instance is optional.")
                .cause(
                        "Version 1 of the metadata service needs no token. An attacker who makes the service fetch a URL can get the credentials of the instance.")
                .fix("Require version 2, which needs a token.")
                .document(AwsPages.EC2 + "configuring-instance-metadata-service.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<Instance> optional = RequestTrace.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpTokens().equals("optional"))
                .toList();
        if (optional.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(this, "The instance metadata service answers without a token")
                .commands(optional.stream()
                        .limit(10)
                        .map(instance -> route.aws(
                                "ec2", "modify-instance-metadata-options",
                                "--instance-id", instance.id(),
                                "--http-tokens", "required",
                                "--http-endpoint", "enabled"))
                        .toList())
                .caution("Programs that know only version 1 no longer get credentials.");
        optional.forEach(
                instance -> draft.seen("HttpTokens of " + instance.id() + " is optional.", "DescribeInstances"));
        return draft.done();
    }
}
