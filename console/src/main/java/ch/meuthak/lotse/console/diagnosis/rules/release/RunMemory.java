package ch.meuthak.lotse.console.diagnosis.rules.release;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Container;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.console.words.ExitCodes;
import java.util.Optional;

/** The kernel has killed a container that ran out of memory. */
public final class RunMemory extends Rule {
    public static final Rule RULE = new RunMemory();

    private RunMemory() {
        super(About.path("RUN-MEMORY", Hop.RELEASE, Severity.WARNING)
                .symptom("The kernel killed a process of a container in the last ten minutes, because memory ran out.")
                .cause("The container reached its memory limit (mem_limit), or the box had no memory left.")
                .fix("Raise mem_limit of the service, or reduce its memory use. If it is a new release, roll back.")
                .document(AwsPages.TROUBLE));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.box().flatMap(box -> Containers.first(box, one -> Containers.ranOutOfMemory(one, box))
                .flatMap(one -> route.found(this, "The container " + one.name() + " ran out of memory")
                        .about(one.name())
                        .seen(
                                lastUse(one),
                                Containers.ENGINE,
                                one.end().orElseThrow().at())
                        .cause("The container " + one.name() + " "
                                + ExitCodes.outOfMemory(one.end().orElseThrow().code(), one.memoryLimit())
                                + ". The engine restarted it " + times(one.restarts())
                                + ". Its open requests are lost.")
                        .fix(
                                "Raise mem_limit of the service " + one.service()
                                        + " in docker-compose.yml, or reduce its memory use. If it is a new release, roll back.")
                        .done()));
    }

    private static String lastUse(Container one) {
        return one.end()
                .flatMap(Box.End::used)
                .map(use -> one.name() + " used " + Amounts.mebibytes(use.bytes()) + " at its last measurement, "
                        + use.at() + ".")
                .orElse("The memory use of " + one.name() + " was never measured.");
    }

    private static String times(int restarts) {
        return restarts == 1 ? "once" : restarts + " times";
    }
}
