package ch.meuthak.lotse.console.diagnosis.rules.exposure;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The console can be reached from elsewhere than through an SSH tunnel. */
public final class ExpConsole extends Rule {
    public static final Rule RULE = new ExpConsole();

    private ExpConsole() {
        super(About.surroundings("EXP-CONSOLE", Hop.SECURITY_GROUP, Severity.ERROR)
                .symptom("A security group allows the port of the console, or the console listens beyond 127.0.0.1.")
                .cause("The console is for an SSH tunnel only. Anybody who reaches it can try to log in.")
                .fix("Close the port, and let the console listen only on 127.0.0.1.")
                .document(AwsPages.GROUPS));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        int port = route.observed().consolePort();
        List<Inbound> open = Inbound.of(route, instance -> true)
                .filter(one -> one.rule().admitsTcp(port) && isRange(one.rule().source()))
                .toList();
        Optional<Box> bound = route.box().filter(box -> box.console().stream().anyMatch(one -> !one.isLoopback()));
        FindingBuilder draft = route.found(this, "The console's port is open")
                .cause(
                        bound.isPresent()
                                ? "The console listens on more than 127.0.0.1. Anybody who reaches it can try to log in."
                                : "A security group opens TCP " + port
                                        + ", the port of the console. The console is for an SSH tunnel only.")
                .fix(bound.isPresent() ? "Let it listen only on 127.0.0.1, and close the port." : "Close the port.")
                .commands(Inbound.thenRevoked(route, List.of(), open))
                .caution("Everything else that uses this security-group rule is cut off." + Inbound.alsoCloses(open));
        bound.ifPresent(box -> draft.seen(
                "The console listens on "
                        + box.console().stream().map(BoundPort::toString).collect(Collectors.joining(", ")) + ".",
                BoxWords.SOURCE,
                box.at()));
        open.forEach(one -> draft.seen(one.words(), Inbound.SOURCE));
        return open.isEmpty() && bound.isEmpty() ? Optional.empty() : draft.done();
    }

    private static boolean isRange(String source) {
        return source.contains("/");
    }
}
