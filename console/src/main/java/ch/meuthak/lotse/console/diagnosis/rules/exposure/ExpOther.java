package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.words.SecurityGroupWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A port is open to the world that neither the API nor SSH needs. */
public final class ExpOther extends Rule {
    public static final Rule RULE = new ExpOther();

    private static final Set<String> WITH_PORTS = Set.of("tcp", "6", "udp", "17", "-1");
    private static final int SSH = 22;

    private ExpOther() {
        super(About.surroundings("EXP-OTHER", Hop.SECURITY_GROUP, Severity.WARNING)
                .symptom("A security group allows another port from everywhere.")
                .cause("Neither the API nor SSH needs it. It was probably forgotten.")
                .fix("Close the port.")
                .document(AwsPages.GROUPS));
    }

    /** Only when it is known where the API is: its port is the one that another rule speaks of. */
    @Override
    public Optional<Finding> check(RequestTrace route) {
        Set<Integer> api = route.apiPorts();
        Set<Integer> spoken = Stream.concat(
                        api.stream(), Stream.of(SSH, route.observed().consolePort()))
                .collect(Collectors.toSet());
        Predicate<SecurityGroupRule> others = rule -> WITH_PORTS.contains(rule.protocol())
                && !(rule.fromPort() == rule.toPort() && spoken.contains(rule.fromPort()) && !isUdp(rule));
        List<Inbound> open = api.isEmpty() ? List.of() : Inbound.open(route, instance -> true, others);
        return Inbound.found(
                route.found(this, "Another port is open to the world")
                        .cause("Neither the API nor SSH needs what is open. "
                                + open.stream()
                                        .limit(10)
                                        .map(one -> SecurityGroupWords.inbound(one.rule()))
                                        .collect(Collectors.joining(" ")))
                        .commands(Inbound.thenRevoked(route, List.of(), open))
                        .caution(
                                "Everything that uses this security-group rule is cut off." + Inbound.alsoCloses(open)),
                open);
    }

    private static boolean isUdp(SecurityGroupRule rule) {
        return rule.protocol().equals("udp") || rule.protocol().equals("17");
    }
}
