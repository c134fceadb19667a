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
                        "The instance metadata service does not answer a console in a container with a network of its own.")
                .cause("Its answers may by default make one network hop, and into such a container they make two.")
                .fix("Set the hop limit of the instance to 2, or let the console use the network of the host.")
                .document(AwsPages.EC2 + "configuring-instance-metadata-options.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        Optional<Instance> oneHop = RequestTrace.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpPutResponseHopLimit() == 1)
                .findFirst();
        return route.observed()
                .access()
                .toOptional()
                .filter(access -> access.bridged() && access.metadata() == MetadataService.SILENT)
                .flatMap(access -> route.found(this, "The instance metadata service is one hop too far away")
                        .seen(
                                "It did not answer the console, which runs in a container with a network of its own.",
                                "instance metadata",
                                access.at())
                        .cause(
                                "Answers of the instance metadata service may by default make one network hop, and into a"
                                        + " container with a network of its own they make two.")
                        .fix("Set the instance's hop limit to 2, or let the console use the host's network.")
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
