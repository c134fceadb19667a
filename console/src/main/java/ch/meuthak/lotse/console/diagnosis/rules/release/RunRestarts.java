package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.ExitCodes;
import java.util.Optional;

/** A container keeps restarting. */
public final class RunRestarts extends Rule {
    public static final Rule RULE = new RunRestarts();

    private static final int MANY_RESTARTS = 3;

    private RunRestarts() {
        super(About.path("RUN-RESTARTS", Hop.RELEASE, Severity.WARNING)
                .symptom(
                        "The Docker engine restarted a container three times or more, the last time within ten minutes.")
                .cause("The program in it keeps ending. Its exit code and its last log lines say why.")
                .fix("Read docker logs of the container. If it is the release, roll back.")
                .document(AwsPages.TROUBLE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.box().flatMap(box -> Containers.first(
                        box,
                        one -> one.restarts() >= MANY_RESTARTS
                                && one.startedAt().plus(Containers.SETTLED).isAfter(box.at())
                                && !Containers.ranOutOfMemory(one, box))
                .flatMap(one -> route.found(this, "The container " + one.name() + " keeps restarting")
                        .about(one.name())
                        .seen(
                                "The engine restarted " + one.name() + " " + one.restarts()
                                        + " times, the last time at " + one.startedAt() + ".",
                                Containers.ENGINE,
                                box.at())
                        .cause("The program in " + one.name() + " keeps ending, " + one.restarts() + " times so far."
                                + one.end()
                                        .map(end -> " Last time, it " + ExitCodes.ended(end.code()) + ".")
                                        .orElse(""))
                        .fix("On the box, read docker logs " + one.name() + ". If it is the release, roll back.")
                        .done()));
    }
}
