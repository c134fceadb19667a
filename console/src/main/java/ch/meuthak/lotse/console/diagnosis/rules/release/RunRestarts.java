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
                        "The Docker engine has started a container again three times or more, the last time within ten minutes.")
                .cause("The program in it keeps ending. Its exit code and its last lines say why.")
                .fix("See in docker logs what it said. If it is the release, deploy the one before it.")
                .document(AwsPages.TROUBLE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.observed().box().toOptional().flatMap(box -> Containers.first(
                        box,
                        one -> one.restarts() >= MANY_RESTARTS
                                && one.startedAt().plus(Containers.SETTLED).isAfter(box.at())
                                && !Containers.ranOutOfMemory(one, box))
                .flatMap(one -> route.found(this, "The container " + one.name() + " keeps restarting")
                        .about(one.name())
                        .seen(
                                "The engine has started " + one.name() + " again " + one.restarts()
                                        + " times, the last time at " + one.startedAt() + ".",
                                Containers.ENGINE,
                                box.at())
                        .cause("The program in " + one.name() + " keeps ending, " + one.restarts() + " times so far."
                                + one.end()
                                        .map(end -> " Last it " + ExitCodes.ended(end.code()) + ".")
                                        .orElse(""))
                        .fix("What it said before it ended is in docker logs " + one.name()
                                + ", on the box. If it is the release, deploy the one before it.")
                        .done()));
    }
}
