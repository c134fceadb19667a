package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.MetadataService;
import java.util.Optional;

/** The instance metadata service is one hop too far away from the console in its container. */
public final class CredImdsHops extends Rule {
    public static final Rule RULE = new CredImdsHops();

    private CredImdsHops() {
        super(About.access("CRED-IMDS-HOPS", Severity.ERROR)
                .symptom(
                        "The instance metadata service does not answer the console, which runs in a container with its own network.")
                .cause(
                        "By default, an answer of the metadata service makes only one network hop. Into such a container it needs two.")
                .fix("Set the hop limit of the instance to 2, or run the console in the network of the host.")
                .document(AwsPages.EC2 + "configuring-instance-metadata-options.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<Instance> oneHop = RequestTrace.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpPutResponseHopLimit() == 1)
                .findFirst();
        return route.access()
                .filter(access -> access.bridged() && access.metadata() == MetadataService.SILENT)
                .flatMap(access -> route.found(this, "The hop limit of the instance metadata service is too low")
                        .seen(
                                "The metadata service did not answer. The console runs in a container with its own network.",
                                "instance metadata",
                                access.at())
                        .commands(oneHop
                                .map(instance -> route.aws(
                                        "ec2", "modify-instance-metadata-options",
                                        "--instance-id", instance.id(),
                                        "--http-put-response-hop-limit", "2",
                                        "--http-endpoint", "enabled"))
                                .stream()
                                .toList())
                        .done());
    }
}
