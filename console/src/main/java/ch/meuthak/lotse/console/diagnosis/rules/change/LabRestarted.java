package ch.meuthak.lotse.console.diagnosis.rules.change;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.words.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An instance was stopped and started since it was last seen. */
public final class LabRestarted extends Rule {
    public static final Rule RULE = new LabRestarted();

    private LabRestarted() {
        super(About.surroundings("LAB-RESTARTED", Severity.INFO)
                .symptom("An instance was launched after it was last seen.")
                .cause(
                        "It was stopped and started, for example at the start of a lab session. Public addresses change, except Elastic IPs.")
                .fix("Check which addresses changed, and who still uses the old ones.")
                .document(AwsPages.EC2 + "Stop_Start.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return SinceLastSeen.first(
                        route,
                        (now, was) -> was.isLaunchKnown() && now.launchTime().isAfter(was.launchTime()))
                .flatMap(pair -> {
                    Instance now = pair.now();
                    LastSeen was = pair.before();
                    List<String> changes = new ArrayList<>();
                    change("public address", was.publicIp(), now.publicIp()).ifPresent(changes::add);
                    change("private address", was.privateIp(), now.privateIp()).ifPresent(changes::add);
                    return route.found(this, "The instance was restarted")
                            .seen("It was launched at " + Times.utc(now.launchTime()) + ".", SinceLastSeen.INSTANCES)
                            .seen(
                                    "It had been launched at " + Times.utc(was.launchTime()) + ".",
                                    SinceLastSeen.KEPT,
                                    was.at())
                            .cause("The instance " + now.id() + " was started at " + Times.utc(now.launchTime())
                                    + ", as at the start of a lab session. "
                                    + (changes.isEmpty() ? "Its addresses are the same." : String.join(" ", changes))
                                    + health(was))
                            .fix((changes.isEmpty() ? "" : "Check who still uses the old addresses. ")
                                    + "Make this the baseline on the page Timeline. The finding ends after an hour.")
                            .done();
                });
    }

    /** What was seen of its target since then; empty when nothing was. */
    private static String health(LastSeen was) {
        if (was.healthyAt().isPresent()) {
            return was.unhealthyFrom().isPresent()
                    ? " Its target was unhealthy until "
                            + Times.utc(was.healthyAt().get()) + "."
                    : " Its target is healthy again.";
        }
        return was.unhealthyFrom()
                .map(from -> " Its target has been unhealthy since " + Times.utc(from) + ".")
                .orElse("");
    }

    private static Optional<String> change(String what, String was, String now) {
        return was.equals(now)
                ? Optional.empty()
                : Optional.of("Its " + what + " was " + SinceLastSeen.orNone(was) + " and is "
                        + SinceLastSeen.orNone(now) + ".");
    }
}
