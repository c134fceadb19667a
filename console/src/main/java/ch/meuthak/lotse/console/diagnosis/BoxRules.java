package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.diagnosis.Box.Container;
import ch.meuthak.lotse.console.diagnosis.Box.Resources;
import ch.meuthak.lotse.console.words.ExitCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether the box itself has what it needs: its containers, its memory, its disk and its CPU credits. */
final class BoxRules {
    static final String SOURCE = "the box";

    private static final String ENGINE = "the Docker engine";
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LITTLE_MEMORY = 48 * MEBIBYTE;
    private static final long LITTLE_DISK = 512 * MEBIBYTE;
    private static final double MUCH_STOLEN = 0.5;
    private static final int MANY_RESTARTS = 3;

    /** A container that has run for so long has got over whatever made it restart. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    /** The families that live on CPU credits. */
    private static final Pattern BURSTABLE = Pattern.compile("t[2-9][a-z]*\\..*");

    private BoxRules() {}

    static List<Rule> all() {
        return List.of(
                BoxRules::stopped,
                BoxRules::starved,
                BoxRules::restarting,
                BoxRules::memory,
                BoxRules::disk,
                BoxRules::credits);
    }

    private static Optional<Box> box(Route route) {
        return route.observed().box().toOptional();
    }

    /** Whether a release runs is judged by whether it answers. */
    private static Optional<Finding> stopped(Route route) {
        return box(route).flatMap(box -> first(
                        box, one -> !one.runs() && one.service().equals(Box.EDGE))
                .flatMap(edge -> route.found(RuleId.RUN_EDGE, "The edge does not run")
                        .seen("The state of " + edge.name() + " is " + edge.state() + ".", ENGINE, box.at())
                        .cause("The container " + edge.name()
                                + ", which holds the API's port and hands requests to the release, is " + edge.state()
                                + ".")
                        .fix("On the box: docker start " + edge.name() + ". What it said is in docker logs "
                                + edge.name() + ".")
                        .stops()
                        .done()));
    }

    private static Optional<Container> first(Box box, Predicate<Container> which) {
        return box.containers().stream().filter(which).findFirst();
    }

    private static Optional<Finding> starved(Route route) {
        return box(route).flatMap(box -> first(box, one -> ranOutOfMemory(one, box))
                .flatMap(one -> route.found(RuleId.RUN_MEMORY, "The container " + one.name() + " ran out of memory")
                        .seen(lastUse(one), ENGINE, one.end().orElseThrow().at())
                        .cause("The container " + one.name() + " "
                                + ExitCodes.outOfMemory(one.end().orElseThrow().code(), one.memoryLimit())
                                + ". The engine has restarted it " + times(one.restarts())
                                + ". Requests that it had are lost.")
                        .fix(
                                "Raise mem_limit of the service " + one.service()
                                        + " in docker-compose.yml, or make it use less memory. If it is a new release, roll back.")
                        .done()));
    }

    private static String lastUse(Container one) {
        return one.end()
                .flatMap(Box.End::used)
                .map(use -> one.name() + " used " + ExitCodes.mebibytes(use.bytes()) + " when it was last measured, at "
                        + use.at() + ".")
                .orElse("The memory of " + one.name() + " was not measured before it was killed.");
    }

    private static String times(int restarts) {
        return restarts == 1 ? "once" : restarts + " times";
    }

    private static boolean ranOutOfMemory(Container one, Box box) {
        return one.end()
                .filter(end -> end.outOfMemory() && end.at().plus(SETTLED).isAfter(box.at()))
                .isPresent();
    }

    private static Optional<Finding> restarting(Route route) {
        return box(route).flatMap(box -> first(
                        box,
                        one -> one.restarts() >= MANY_RESTARTS
                                && one.startedAt().plus(SETTLED).isAfter(box.at())
                                && !ranOutOfMemory(one, box))
                .flatMap(one -> route.found(RuleId.RUN_RESTARTS, "The container " + one.name() + " keeps restarting")
                        .seen(
                                "The engine has started " + one.name() + " again " + one.restarts()
                                        + " times, the last time at " + one.startedAt() + ".",
                                ENGINE,
                                box.at())
                        .cause("The program in " + one.name() + " keeps ending, " + one.restarts() + " times so far."
                                + one.end()
                                        .map(end -> " Last it " + ExitCodes.ended(end.code()) + ".")
                                        .orElse(""))
                        .fix("What it said before it ended is in docker logs " + one.name()
                                + ", on the box. If it is the release, deploy the one before it.")
                        .done()));
    }

    private static Optional<Finding> memory(Route route) {
        return box(route, resources -> resources.availableMemory() < LITTLE_MEMORY)
                .flatMap(box -> route.found(RuleId.BOX_MEMORY, "The box is almost out of memory")
                        .seen(memory(box.resources().orElseThrow()), SOURCE, box.at())
                        .cause(memory(box.resources().orElseThrow())
                                + " When nothing is left, the kernel ends a program, or everything waits for the disk.")
                        .fix(
                                "See what takes it: docker stats, on the box. Stop what is not needed, or take a larger instance.")
                        .done());
    }

    private static Optional<Finding> disk(Route route) {
        return box(route, resources -> resources.freeDisk() < LITTLE_DISK).flatMap(box -> route.found(
                        RuleId.BOX_DISK, "The box's disk is almost full")
                .seen(disk(box.resources().orElseThrow()), SOURCE, box.at())
                .cause(disk(box.resources().orElseThrow())
                        + " No image can be pulled then, and logs and the console's journal cannot be written.")
                .fix("Remove images that nothing uses, on the box: docker image prune. Or make the volume larger.")
                .done());
    }

    private static Optional<Finding> credits(Route route) {
        Optional<Instance> burstable = Route.known(route.topology().instances()).stream()
                .filter(instance -> BURSTABLE.matcher(instance.type()).matches())
                .findFirst();
        return box(route, resources -> resources.stolen().orElse(0) >= MUCH_STOLEN)
                .filter(box -> burstable.isPresent())
                .flatMap(box -> route.found(RuleId.BOX_CREDITS, "The box gets little of its processor")
                        .seen(stolen(box.resources().orElseThrow()), SOURCE, box.at())
                        .cause(
                                stolen(box.resources().orElseThrow()) + " A "
                                        + burstable.orElseThrow().type()
                                        + " gets its full processor only while it has CPU credits: they are used up, most likely.")
                        .fix(
                                "Find what uses it: docker stats, on the box. Credits come back while the box is idle; a larger"
                                        + " instance earns more of them.")
                        .done());
    }

    private static Optional<Box> box(Route route, Predicate<Resources> of) {
        return box(route).filter(box -> box.resources().filter(of).isPresent());
    }

    static String memory(Resources resources) {
        return resources.availableMemory() / MEBIBYTE + " MiB of the box's " + resources.memory() / MEBIBYTE
                + " MiB of memory are available.";
    }

    static String disk(Resources resources) {
        return resources.freeDisk() / MEBIBYTE + " MiB of the " + resources.disk() / MEBIBYTE
                + " MiB of its disk are free.";
    }

    static String stolen(Resources resources) {
        return "The hypervisor kept " + Math.round(resources.stolen().orElse(0) * 100)
                + " % of its processor's time from the box.";
    }
}
