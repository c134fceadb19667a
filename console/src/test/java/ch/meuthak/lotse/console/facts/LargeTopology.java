package ch.meuthak.lotse.console.facts;

import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The reference with many targets, each an instance of its own, listeners and rules; as many certificates as listeners. */
public final class LargeTopology {
    private LargeTopology() {}

    public static Topology of(int targets, int listeners, int rules) {
        List<Integer> each = IntStream.range(0, targets).boxed().toList();
        List<String> arns = IntStream.range(0, listeners)
                .mapToObj(i -> ReferenceTopology.CERTIFICATE_ARN.replace("9272c48c", String.format("%08d", i)))
                .toList();
        var first = new Listener(
                ReferenceTopology.LISTENER_ARN,
                "HTTPS",
                443,
                "ELBSecurityPolicy-TLS13-1-2-2021-06",
                arns.getFirst(),
                Fact.known(arns),
                Fact.known(Stream.concat(
                                IntStream.range(0, rules).mapToObj(LargeTopology::rule),
                                Stream.of(ReferenceTopology.defaultRule()))
                        .toList()));
        return ReferenceTopology.healthy()
                .listeners(Fact.known(Stream.concat(
                                Stream.of(first), IntStream.range(0, listeners).mapToObj(LargeTopology::http))
                        .toList()))
                .certificates(Fact.known(arns.stream()
                        .map(arn -> ReferenceTopology.certificate(arn, ReferenceTopology.DOMAIN))
                        .toList()))
                .targetGroups(Fact.known(List.of(ReferenceTopology.targetGroup(
                        Fact.known(each.stream().map(LargeTopology::target).toList())))))
                .instances(Fact.known(each.stream().map(LargeTopology::instance).toList()))
                .elasticIps(Fact.known(List.of()))
                .topology();
    }

    private static ListenerRule rule(int i) {
        String host = "host" + i + ".meuthak.ch";
        return new ListenerRule(
                ReferenceTopology.RULE_ARN + i,
                Integer.toString(i + 1),
                List.of(Condition.host(host)),
                Action.forward(ReferenceTopology.TARGET_GROUP_ARN));
    }

    private static Listener http(int i) {
        return new Listener(
                ReferenceTopology.LISTENER_ARN + i,
                "HTTP",
                1000 + i,
                "",
                "",
                Fact.known(List.of()),
                Fact.known(List.of(ReferenceTopology.defaultRule())));
    }

    private static Target target(int i) {
        return new Target(id(i), 5000, "us-east-1a", "healthy", "", "");
    }

    private static String id(int i) {
        return String.format("i-%017d", i);
    }

    private static Instance instance(int i) {
        Instance was = ReferenceTopology.instance(ReferenceTopology.NOON);
        return new Instance(
                id(i),
                was.name(),
                was.type(),
                was.state(),
                "",
                "172.31." + i / 256 + "." + i % 256,
                was.vpcId(),
                was.subnetId(),
                was.availabilityZone(),
                was.launchTime(),
                was.securityGroupIds(),
                was.httpTokens(),
                was.httpPutResponseHopLimit());
    }
}
