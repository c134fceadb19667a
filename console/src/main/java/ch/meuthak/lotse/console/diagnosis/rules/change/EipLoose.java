package ch.meuthak.lotse.console.diagnosis.rules.change;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.ElasticIp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An Elastic IP costs money and is not in use. */
public final class EipLoose extends Rule {
    public static final Rule RULE = new EipLoose();

    private EipLoose() {
        super(About.surroundings("EIP-LOOSE", Severity.INFO)
                .symptom("An Elastic IP is not associated with anything.")
                .cause("An unused Elastic IP still costs money.")
                .fix("Associate it with an instance, or release it.")
                .document(AwsPages.ADDRESSES)
                .explainedBy(EipDiffers.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        List<ElasticIp> loose = RequestTrace.known(route.topology().elasticIps()).stream()
                .filter(ip -> ip.associationId().isEmpty())
                .toList();
        if (loose.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(this, "An Elastic IP is not in use")
                .cause("Nothing uses "
                        + loose.stream().limit(10).map(ElasticIp::publicIp).collect(Collectors.joining(", "))
                        + ". " + cause())
                .commands(loose.stream()
                        // Of several, some may be another project's.
                        .filter(_ -> loose.size() == 1)
                        .map(ip -> route.aws("ec2", "release-address", "--allocation-id", ip.allocationId()))
                        .toList())
                .caution(
                        "A released address is lost. DNS records and firewalls that name it then point at somebody else.");
        loose.forEach(ip -> draft.seen(ip.publicIp() + " is associated with nothing.", "DescribeAddresses"));
        return draft.done();
    }
}
