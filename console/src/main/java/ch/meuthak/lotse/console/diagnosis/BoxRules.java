package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Container;
import ch.meuthak.lotse.console.facts.Box.Cpu;
import ch.meuthak.lotse.console.facts.Box.Resources;
import ch.meuthak.lotse.console.facts.Instance;
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
    private static final int MANY_RESTARTS = 3;

    /** A container that has run for so long has got over whatever made it restart. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final String EARNS =
            "A t2.micro earns 6 minutes of CPU an hour, and without credits it gets a tenth of one CPU.";

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

    private static Optional<Box> box(RequestTrace route) {
        return route.observed().box().toOptional();
    }

    /** Whether a release runs is judged by whether it answers. */
    private static Optional<Finding> stopped(RequestTrace route) {
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

    private static Optional<Finding> starved(RequestTrace route) {
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

    private static Optional<Finding> restarting(RequestTrace route) {
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

    private static Optional<Finding> memory(RequestTrace route) {
        return box(route, resources -> resources.availableMemory() < LITTLE_MEMORY)
                .flatMap(box -> route.found(RuleId.BOX_MEMORY, "The box is almost out of memory")
                        .seen(memory(box.resources().orElseThrow()), SOURCE, box.at())
                        .cause(memory(box.resources().orElseThrow())
                                + " When nothing is left, the kernel ends a program, or everything waits for the disk.")
                        .fix(
                                "See what takes it: docker stats, on the box. Stop what is not needed, or take a larger instance.")
                        .done());
    }

    private static Optional<Finding> disk(RequestTrace route) {
        return box(route, resources -> resources.freeDisk() < LITTLE_DISK).flatMap(box -> route.found(
                        RuleId.BOX_DISK,
                        isFull(box.resources().orElseThrow())
                                ? "The box's disk is full"
                                : "The box's disk is almost full")
                .seen(disk(box.resources().orElseThrow()), SOURCE, box.at())
                .cause(disk(box.resources().orElseThrow())
                        + " No image can be pulled then, and logs and the console's journal cannot be written.")
                .fix("Remove images that nothing uses, on the box: docker image prune. Or make the volume larger.")
                .done());
    }

    /** Less than what a single file of a log or a database needs to grow. */
    private static boolean isFull(Resources left) {
        return left.freeDisk() < MEBIBYTE;
    }

    private static Optional<Finding> credits(RequestTrace route) {
        return box(route, resources -> resources.cpu().filter(Cpu::isStolen).isPresent())
                .or(() -> box(
                        route,
                        resources -> resources.cpu().filter(Cpu::isThrottled).isPresent()))
                .flatMap(box -> credits(
                        route, box, box.resources().flatMap(Resources::cpu).orElseThrow()));
    }

    private static Optional<Finding> credits(RequestTrace route, Box box, Cpu cpu) {
        String withheld = withheld(cpu);
        return route.found(RuleId.BOX_CREDITS, creditsTitle(route, cpu))
                .seen(withheld, SOURCE, box.at())
                .cause(withheld + " " + creditsCause(route, cpu)
                        + " Requests still succeed, more slowly. A deployment takes minutes and goes on.")
                .fix(
                        "See what uses the CPU: docker stats, on the box. Then let the box idle: credits come back. Or take a larger"
                                + " instance, or switch its credit specification to unlimited, which costs extra.")
                .done();
    }

    private static String creditsTitle(RequestTrace route, Cpu cpu) {
        if (!cpu.isStolen()) {
            return "A limit throttles the CPU, as if CPU credits were used up";
        }
        return switch (burstable(route)) {
            case YES -> "CPU credits are used up";
            case NOT_KNOWN -> "CPU credits are used up, most likely";
            case NO -> "The hypervisor withholds the CPU";
        };
    }

    private static String creditsCause(RequestTrace route, Cpu cpu) {
        if (!cpu.isStolen()) {
            return "A CPU limit of the containers or of the machine they run on causes that (cpu.stat of the control group).";
        }
        return switch (burstable(route)) {
            case YES -> EARNS;
            case NOT_KNOWN ->
                "The instance type is not known. On a burstable one, the CPU credits are used up. " + EARNS;
            case NO -> "The instance type does not live on CPU credits: another machine on the same host causes that.";
        };
    }

    private enum Burstable {
        YES,
        NO,
        NOT_KNOWN
    }

    private static Burstable burstable(RequestTrace route) {
        List<Instance> known = RequestTrace.known(route.topology().instances());
        if (known.isEmpty()) {
            return Burstable.NOT_KNOWN;
        }
        return known.stream().anyMatch(one -> BURSTABLE.matcher(one.type()).matches()) ? Burstable.YES : Burstable.NO;
    }

    private static Optional<Box> box(RequestTrace route, Predicate<Resources> of) {
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

    static String withheld(Cpu cpu) {
        String steal = "CPU steal is " + percent(cpu.steal()) + " of all time, and " + percent(cpu.stealOfWanted())
                + " of the time that the box needs.";
        return cpu.isThrottled()
                ? steal + " A CPU limit throttles the console " + percent(cpu.throttled()) + " of the time."
                : steal;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
