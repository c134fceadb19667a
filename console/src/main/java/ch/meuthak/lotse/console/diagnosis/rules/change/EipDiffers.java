package ch.meuthak.lotse.console.diagnosis.rules.change;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Instance;
import java.util.List;
import java.util.Optional;

/** An instance has lost its Elastic IP. */
public final class EipDiffers extends Rule {
    public static final Rule RULE = new EipDiffers();

    private EipDiffers() {
        super(About.surroundings("EIP-DIFFERS", Severity.WARNING)
                .symptom("An instance no longer has its Elastic IP.")
                .cause("The address was detached, or the start of a lab session did not attach it.")
                .fix("Associate the address again.")
                .document(AwsPages.ADDRESSES)
                .explainedBy(LabRestarted.RULE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return SinceLastSeen.first(route, (now, was) -> !now.publicIp().equals(was.publicIp()))
                .flatMap(pair -> RequestTrace.known(route.topology().elasticIps()).stream()
                        .filter(ip -> ip.publicIp().equals(pair.before().publicIp()))
                        .findFirst()
                        .flatMap(ip -> differs(route, pair, ip)));
    }

    private Optional<Finding> differs(RequestTrace route, SinceLastSeen.Pair pair, ElasticIp expected) {
        Instance now = pair.now();
        return route.found(this, "The instance lost its Elastic IP")
                .seen(
                        "The public address of " + now.id() + " is " + SinceLastSeen.orNone(now.publicIp()) + ".",
                        SinceLastSeen.INSTANCES)
                .seen(
                        "It was " + expected.publicIp() + ".",
                        SinceLastSeen.KEPT,
                        pair.before().at())
                .seen(expected.publicIp() + " is still an Elastic IP of this account.", "DescribeAddresses")
                .cause("The instance " + now.id() + " had the Elastic IP " + expected.publicIp() + ". It now has "
                        + (now.publicIp().isEmpty() ? "no public address" : now.publicIp()) + ".")
                .commands(List.of(route.aws(
                        "ec2", "associate-address",
                        "--instance-id", now.id(),
                        "--allocation-id", expected.allocationId())))
                .caution(
                        now.publicIp().isEmpty()
                                ? ""
                                : "The current public address is lost, and SSH sessions over it end.")
                .done();
    }
}
