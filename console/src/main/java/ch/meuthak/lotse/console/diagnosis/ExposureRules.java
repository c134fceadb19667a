package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.AwsCommand;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who gets in that should not. */
final class ExposureRules {
    private static final String RULES = "DescribeSecurityGroupRules";
    private static final String INSTANCES = "DescribeInstances";
    private static final Set<String> WITH_PORTS = Set.of("tcp", "6", "udp", "17", "-1");
    private static final int SSH = 22;

    private ExposureRules() {}

    static List<Rule> all() {
        return List.of(
                ExposureRules::api,
                ExposureRules::ssh,
                ExposureRules::other,
                ExposureRules::console,
                ExposureRules::metadata);
    }

    /** An inbound rule, and the group that it belongs to. */
    private record Inbound(SecurityGroup group, SecurityGroupRule rule) {
        private String words() {
            return (rule.id().isEmpty() ? "" : rule.id() + " of ") + group.id() + ": "
                    + SecurityGroupWords.inbound(rule);
        }
    }

    /** The inbound rules of some instances, each once. */
    private static Stream<Inbound> inbound(RequestTrace route, Predicate<Instance> which) {
        return RequestTrace.known(route.topology().instances()).stream()
                .filter(which)
                .flatMap(instance -> instance.securityGroupIds().stream())
                .distinct()
                .flatMap(id -> route.securityGroups(List.of(id)).toOptional().stream())
                .flatMap(List::stream)
                .flatMap(group -> group.inbound().stream().map(rule -> new Inbound(group, rule)));
    }

    private static List<Inbound> open(
            RequestTrace route, Predicate<Instance> which, Predicate<SecurityGroupRule> rules) {
        return inbound(route, which)
                .filter(one -> one.rule().isOpenToTheWorld() && rules.test(one.rule()))
                .toList();
    }

    private static boolean isPublic(Instance instance) {
        return !instance.publicIp().isEmpty();
    }

    private static Optional<Finding> found(FindingBuilder draft, List<Inbound> open) {
        open.forEach(one -> draft.seen(one.words(), RULES));
        return open.isEmpty() ? Optional.empty() : draft.done();
    }

    private static Optional<Finding> api(RequestTrace route) {
        Set<Integer> ports = route.apiPorts();
        List<Inbound> open =
                open(route, ExposureRules::isPublic, rule -> ports.stream().anyMatch(rule::admitsTcp));
        String named =
                ports.stream().sorted().limit(10).map(port -> "TCP " + port).collect(Collectors.joining(" and "));
        return found(
                route.found(RuleId.EXP_API_OPEN, "The API's port is open to the world")
                        .cause("The load balancer gets through, but anybody on the internet can connect to " + named
                                + " of the instance as well, so TLS can be bypassed.")
                        .fix("For " + named + ", make the source " + route.loadBalancerSource() + ".")
                        .commands(narrowed(route, open, ports))
                        .caution(
                                "Whoever calls the API at the instance's own address, past the load balancer, is cut off."
                                        + alsoCloses(open)),
                open);
    }

    /** First lets the load balancer in where it is not yet, then shuts everybody out. */
    private static List<String> narrowed(RequestTrace route, List<Inbound> open, Set<Integer> ports) {
        if (route.loadBalancerGroupIds().isEmpty()) {
            return List.of();
        }
        List<String> commands = new ArrayList<>();
        for (Map.Entry<SecurityGroup, List<Inbound>> one : byGroup(open).entrySet()) {
            ports.stream()
                    .sorted()
                    .filter(port ->
                            one.getValue().stream().anyMatch(in -> in.rule().admitsTcp(port)))
                    .filter(port -> one.getKey().inbound().stream()
                            .noneMatch(rule -> rule.admitsTcp(port)
                                    && route.loadBalancerGroupIds().contains(rule.source())))
                    .forEach(port -> commands.addAll(
                            AdmissionRules.admit(route, one.getKey().id(), port)));
        }
        return thenRevoked(route, commands, open);
    }

    private static List<String> thenRevoked(RequestTrace route, List<String> first, List<Inbound> open) {
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

    private static Map<SecurityGroup, List<Inbound>> byGroup(List<Inbound> open) {
        return open.stream().collect(Collectors.groupingBy(Inbound::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** A rule for many ports closes all of them when it goes. */
    private static String alsoCloses(List<Inbound> open) {
        return open.stream()
                .filter(one -> one.rule().fromPort() != one.rule().toPort()
                        || one.rule().fromPort() == -1)
                .findFirst()
                .map(one ->
                        " The rule " + one.rule().id() + " is for more than this port: SSH, too, may be cut off by it.")
                .orElse("");
    }

    private static Optional<Finding> ssh(RequestTrace route) {
        List<Inbound> open = open(route, instance -> true, rule -> rule.admitsTcp(SSH));
        boolean reached = !open(route, ExposureRules::isPublic, rule -> rule.admitsTcp(SSH))
                .isEmpty();
        List<String> own = byGroup(open).keySet().stream()
                .map(group -> route.aws(
                        "ec2",
                        "authorize-security-group-ingress",
                        "--group-id",
                        group.id(),
                        "--protocol",
                        "tcp",
                        "--port",
                        Integer.toString(SSH),
                        "--cidr",
                        AwsCommand.OWN_ADDRESS))
                .toList();
        return found(
                route.found(RuleId.EXP_SSH_OPEN, "SSH is open to the world")
                        .cause("Anybody on the internet can connect to SSH on TCP 22 of the instance"
                                + (reached ? "." : ", as soon as it has a public address."))
                        .fix("For SSH, make the source your own address.")
                        .commands(thenRevoked(route, own, open))
                        .caution(
                                "Run it on the machine that you log in from, not on the box: only the address that it comes from"
                                        + " gets in afterwards. Everybody else is cut off, and you are when your address changes."
                                        + alsoCloses(open)),
                open);
    }

    /** Only when it is known where the API is: its port is the one that another rule speaks of. */
    private static Optional<Finding> other(RequestTrace route) {
        Set<Integer> api = route.apiPorts();
        Set<Integer> spoken = Stream.concat(
                        api.stream(), Stream.of(SSH, route.observed().consolePort()))
                .collect(Collectors.toSet());
        Predicate<SecurityGroupRule> others = rule -> WITH_PORTS.contains(rule.protocol())
                && !(rule.fromPort() == rule.toPort() && spoken.contains(rule.fromPort()) && !isUdp(rule));
        List<Inbound> open = api.isEmpty() ? List.of() : open(route, instance -> true, others);
        return found(
                route.found(RuleId.EXP_OTHER, "Another port is open to the world")
                        .cause("Ports are open to the world that neither the API nor SSH needs: "
                                + open.stream()
                                        .limit(10)
                                        .map(one -> SecurityGroupWords.inbound(one.rule()))
                                        .collect(Collectors.joining(" ")))
                        .fix("Close them.")
                        .commands(thenRevoked(route, List.of(), open))
                        .caution("Whatever is reached through that rule is cut off." + alsoCloses(open)),
                open);
    }

    private static boolean isUdp(SecurityGroupRule rule) {
        return rule.protocol().equals("udp") || rule.protocol().equals("17");
    }

    private static Optional<Finding> console(RequestTrace route) {
        int port = route.observed().consolePort();
        List<Inbound> open = inbound(route, instance -> true)
                .filter(one -> one.rule().admitsTcp(port) && isRange(one.rule().source()))
                .toList();
        Optional<Box> bound = route.observed().box().toOptional().filter(box -> box.console().stream()
                .anyMatch(one -> !one.isLoopback()));
        FindingBuilder draft = route.found(RuleId.EXP_CONSOLE, "The console's port is open")
                .cause(
                        bound.isPresent()
                                ? "The console listens on more than 127.0.0.1, and whoever reaches it can try to log in."
                                : "TCP " + port
                                        + ", the console's port, is open in a security group, though the console is for"
                                        + " an SSH tunnel only.")
                .fix(bound.isPresent() ? "Let it listen on 127.0.0.1 only, and close the port." : "Close the port.")
                .commands(thenRevoked(route, List.of(), open))
                .caution("Whatever else is reached through that rule is cut off." + alsoCloses(open));
        bound.ifPresent(box -> draft.seen(
                "The console listens on "
                        + box.console().stream().map(BoundPort::toString).collect(Collectors.joining(", ")) + ".",
                BoxRules.SOURCE,
                box.at()));
        open.forEach(one -> draft.seen(one.words(), RULES));
        return open.isEmpty() && bound.isEmpty() ? Optional.empty() : draft.done();
    }

    private static boolean isRange(String source) {
        return source.contains("/");
    }

    private static Optional<Finding> metadata(RequestTrace route) {
        List<Instance> optional = RequestTrace.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpTokens().equals("optional"))
                .toList();
        if (optional.isEmpty()) {
            return Optional.empty();
        }
        FindingBuilder draft = route.found(RuleId.EXP_IMDSV1, "The instance metadata service answers without a token")
                .cause(
                        "The instance's metadata service still speaks version 1: whoever makes the service fetch an address can make"
                                + " it fetch the instance's credentials.")
                .fix("Require version 2, which asks for a token.")
                .commands(optional.stream()
                        .limit(10)
                        .map(instance -> route.aws(
                                "ec2", "modify-instance-metadata-options",
                                "--instance-id", instance.id(),
                                "--http-tokens", "required",
                                "--http-endpoint", "enabled"))
                        .toList())
                .caution("Programs on the instance that know version 1 only no longer get credentials.");
        optional.forEach(instance -> draft.seen("HttpTokens of " + instance.id() + " is optional.", INSTANCES));
        return draft.done();
    }
}
