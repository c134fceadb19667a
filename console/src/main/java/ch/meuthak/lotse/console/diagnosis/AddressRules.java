package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.words.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What has changed since it was last seen, and addresses that went astray. */
final class AddressRules {
    private static final String ADDRESSES = "DescribeAddresses";
    private static final String INSTANCES = "DescribeInstances";
    private static final int MOST = 10;
    private static final String KEPT = "the last state that was kept";

    private AddressRules() {}

    static List<Rule> all() {
        return List.of(AddressRules::restarted, AddressRules::differs, AddressRules::loose, AddressRules::drift);
    }

    /** An instance, and how it was before. */
    private record Pair(Instance now, LastSeen before) {}

    private static Optional<Pair> first(RequestTrace route, BiPredicate<Instance, LastSeen> which) {
        Map<String, LastSeen> before = new HashMap<>();
        RequestTrace.known(route.observed().lastSeen()).forEach(one -> before.put(one.instanceId(), one));
        return RequestTrace.known(route.topology().instances()).stream()
                .flatMap(instance ->
                        Optional.ofNullable(before.get(instance.id())).map(was -> new Pair(instance, was)).stream())
                .filter(pair -> which.test(pair.now(), pair.before()))
                .findFirst();
    }

    private static Optional<Finding> restarted(RequestTrace route) {
        return first(
                        route,
                        (now, was) -> was.isLaunchKnown() && now.launchTime().isAfter(was.launchTime()))
                .flatMap(pair -> {
                    Instance now = pair.now();
                    LastSeen was = pair.before();
                    List<String> changes = new ArrayList<>();
                    change("public address", was.publicIp(), now.publicIp()).ifPresent(changes::add);
                    change("private address", was.privateIp(), now.privateIp()).ifPresent(changes::add);
                    return route.found(RuleId.LAB_RESTARTED, "The instance was started anew")
                            .seen("It was launched at " + Times.utc(now.launchTime()) + ".", INSTANCES)
                            .seen("It had been launched at " + Times.utc(was.launchTime()) + ".", KEPT, was.at())
                            .cause("The instance " + now.id() + " was started at " + Times.utc(now.launchTime())
                                    + ", as at the beginning of a lab session. "
                                    + (changes.isEmpty() ? "Its addresses are the same." : String.join(" ", changes))
                                    + health(was))
                            .fix((changes.isEmpty() ? "" : "Check who still uses the old addresses. ")
                                    + "Accept it on the page Timeline; after an hour it is no longer told.")
                            .done();
                });
    }

    /** What was seen of its target since then; empty when nothing was. */
    private static String health(LastSeen was) {
        if (was.healthyAt().isPresent()) {
            return was.unhealthyFrom().isPresent()
                    ? " Its target was unhealthy until "
                            + Times.utc(was.healthyAt().get()) + "."
                    : " Its target was healthy when it was seen again.";
        }
        return was.unhealthyFrom()
                .map(from -> " Its target has been unhealthy since " + Times.utc(from) + ".")
                .orElse("");
    }

    private static Optional<String> change(String what, String was, String now) {
        return was.equals(now)
                ? Optional.empty()
                : Optional.of("Its " + what + " was " + orNone(was) + " and is " + orNone(now) + ".");
    }

    private static String orNone(String address) {
        return address.isEmpty() ? "none" : address;
    }

    private static Optional<Finding> differs(RequestTrace route) {
        return first(route, (now, was) -> !now.publicIp().equals(was.publicIp()))
                .flatMap(pair -> RequestTrace.known(route.topology().elasticIps()).stream()
                        .filter(ip -> ip.publicIp().equals(pair.before().publicIp()))
                        .findFirst()
                        .flatMap(ip -> differs(route, pair, ip)));
    }

    private static Optional<Finding> differs(RequestTrace route, Pair pair, ElasticIp expected) {
        Instance now = pair.now();
        return route.found(RuleId.EIP_DIFFERS, "The instance lost its Elastic IP")
                .seen("The public address of " + now.id() + " is " + orNone(now.publicIp()) + ".", INSTANCES)
                .seen("It was " + expected.publicIp() + ".", KEPT, pair.before().at())
                .seen(expected.publicIp() + " is still an Elastic IP of this account.", ADDRESSES)
                .cause("The instance " + now.id() + " had the Elastic IP " + expected.publicIp() + " and has "
                        + (now.publicIp().isEmpty() ? "no public address" : now.publicIp()) + " now.")
                .fix("Associate it again.")
                .commands(List.of(route.aws(
                        "ec2", "associate-address",
                        "--instance-id", now.id(),
                        "--allocation-id", expected.allocationId())))
                .caution(
                        now.publicIp().isEmpty()
                                ? ""
                                : "The present public address goes, and SSH sessions over it end.")
                .done();
    }

    private static Optional<Finding> loose(RequestTrace route) {
        List<ElasticIp> loose = RequestTrace.known(route.topology().elasticIps()).stream()
                .filter(ip -> ip.associationId().isEmpty())
                .toList();
        if (loose.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(RuleId.EIP_LOOSE, "An Elastic IP is not in use")
                .cause("Nothing uses "
                        + loose.stream().limit(10).map(ElasticIp::publicIp).collect(Collectors.joining(", "))
                        + ", and it costs money all the same.")
                .fix("Associate it with an instance, or release it.")
                .commands(loose.stream()
                        // Of several, some may be another project's.
                        .filter(_ -> loose.size() == 1)
                        .map(ip -> route.aws("ec2", "release-address", "--allocation-id", ip.allocationId()))
                        .toList())
                .caution(
                        "A released address is gone for good; DNS records or firewalls that name it lead to somebody else.");
        loose.forEach(ip -> draft.seen(ip.publicIp() + " is associated with nothing.", ADDRESSES));
        return draft.done();
    }

    private static Optional<Finding> drift(RequestTrace route) {
        List<Change> changes = RequestTrace.known(route.observed().changes());
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(RuleId.DRIFT, "Something differs from the accepted state")
                .at(changes.getFirst().hop())
                .cause(changes.stream().limit(MOST).map(Change::what).collect(Collectors.joining(" ")))
                .fix(
                        changes.size() == 1
                                ? "Accept it as the new state on the page Timeline, or undo it."
                                : "On the page Timeline, accept each as the new state, or undo it with its command.")
                .commands(changes.size() == 1 ? changes.getFirst().undo().commands() : List.of())
                .caution(cautions(changes));
        changes.forEach(change -> draft.seen(change.what(), "the accepted state", change.at()));
        return draft.done();
    }

    /** Of each command that is shown, each once. */
    private static String cautions(List<Change> changes) {
        return changes.stream()
                .limit(MOST)
                .map(change -> change.undo().caution())
                .filter(caution -> !caution.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
