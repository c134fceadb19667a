package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An inbound rule of a security group of an instance, and the group that it belongs to. */
record Inbound(SecurityGroup group, SecurityGroupRule rule) {
    static final String SOURCE = "DescribeSecurityGroupRules";

    /** Those of some instances, each once. */
    static Stream<Inbound> of(RequestTrace route, Predicate<Instance> which) {
        return RequestTrace.known(route.topology().instances()).stream()
                .filter(which)
                .flatMap(instance -> instance.securityGroupIds().stream())
                .distinct()
                .flatMap(id -> route.securityGroups(List.of(id)).toOptional().stream())
                .flatMap(List::stream)
                .flatMap(group -> group.inbound().stream().map(rule -> new Inbound(group, rule)));
    }

    /** Those of them that admit the whole world. */
    static List<Inbound> open(RequestTrace route, Predicate<Instance> which, Predicate<SecurityGroupRule> rules) {
        return of(route, which)
                .filter(one -> one.rule().isOpenToTheWorld() && rules.test(one.rule()))
                .toList();
    }

    static boolean isPublic(Instance instance) {
        return !instance.publicIp().isEmpty();
    }

    /** The finding about them; nothing when there are none. */
    static Optional<Finding> found(FindingBuilder draft, List<Inbound> open) {
        open.forEach(one -> draft.seen(one.words(), SOURCE));
        return open.isEmpty() ? Optional.empty() : draft.done();
    }

    /** The first calls, and then those that remove the rules; none when the id of one is not known. */
    static List<String> thenRevoked(RequestTrace route, List<String> first, List<Inbound> open) {
        if (open.stream().anyMatch(one -> one.rule().id().isEmpty())) {
            return List.of();
        }
        List<String> commands = new ArrayList<>(first);
        byGroup(open)
                .forEach((group, rules) -> commands.add(route.aws(Stream.concat(
                                Stream.of(
                                        "ec2",
                                        "revoke-security-group-ingress",
                                        "--group-id",
                                        group.id(),
                                        "--security-group-rule-ids"),
                                rules.stream().map(one -> one.rule().id()))
                        .toArray(String[]::new))));
        return commands;
    }

    static Map<SecurityGroup, List<Inbound>> byGroup(List<Inbound> open) {
        return open.stream().collect(Collectors.groupingBy(Inbound::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** A rule for many ports closes all of them when it goes. */
    static String alsoCloses(List<Inbound> open) {
        return open.stream()
                .filter(one -> one.rule().fromPort() != one.rule().toPort()
                        || one.rule().fromPort() == -1)
                .findFirst()
                .map(one -> " The security-group rule " + one.rule().id()
                        + " is for more than this port. It may cut off SSH, too.")
                .orElse("");
    }

    String words() {
        return (rule.id().isEmpty() ? "" : rule.id() + " of ") + group.id() + ": " + SecurityGroupWords.inbound(rule);
    }
}
