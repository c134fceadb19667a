package ch.meuthak.lotse.console.diagnosis.rules.box;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.Cpu;
import ch.meuthak.lotse.console.facts.Box.Resources;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The box does not get the CPU that it needs: its CPU credits are used up, or a limit throttles it. */
public final class BoxCredits extends Rule {
    public static final Rule RULE = new BoxCredits();

    private static final String EARNS =
            "A t2.micro earns 6 minutes of CPU an hour. Without credits, it gets a tenth of one CPU.";

    /** The families that live on CPU credits. */
    private static final Pattern BURSTABLE = Pattern.compile("t[2-9][a-z]*\\..*");

    private BoxCredits() {
        super(About.path("BOX-CREDITS", Hop.RELEASE, Severity.WARNING)
                .symptom(
                        "For a minute, CPU steal took half of the time that the box needed, or a CPU limit throttled it.")
                .cause(
                        "The CPU credits of a burstable instance are used up. A t2.micro earns 6 minutes of CPU an hour. Without credits, it gets a tenth of one CPU.")
                .fix(
                        "Find what uses the CPU with docker stats. Credits return while the box is idle. Or use a larger instance, or unlimited credits, which cost extra.")
                .document(AwsPages.EC2 + "burstable-credits-baseline-concepts.html"));
    }

    @Override
    public Optional<Finding> check(RequestTrace route) {
        return Measured.box(
                        route,
                        resources -> resources.cpu().filter(Cpu::isStolen).isPresent())
                .or(() -> Measured.box(
                        route,
                        resources -> resources.cpu().filter(Cpu::isThrottled).isPresent()))
                .flatMap(box -> credits(
                        route, box, box.resources().flatMap(Resources::cpu).orElseThrow()));
    }

    private Optional<Finding> credits(RequestTrace route, Box box, Cpu cpu) {
        String withheld = BoxWords.withheld(cpu);
        return route.found(this, creditsTitle(route, cpu))
                .about(cpu.isStolen() ? burstable(route).name() : "limit")
                .seen(withheld, BoxWords.SOURCE, box.at())
                .cause(withheld + " " + creditsCause(route, cpu)
                        + " Requests still succeed, but slower. Deployments take minutes, but continue.")
                .done();
    }

    private static String creditsTitle(RequestTrace route, Cpu cpu) {
        if (!cpu.isStolen()) {
            return "A CPU limit throttles the box";
        }
        return switch (burstable(route)) {
            case YES -> "CPU credits are used up";
            case NOT_KNOWN -> "CPU credits are probably used up";
            case NO -> "The hypervisor withholds CPU";
        };
    }

    private static String creditsCause(RequestTrace route, Cpu cpu) {
        if (!cpu.isStolen()) {
            return "A CPU limit of the containers or of their machine causes this (cpu.stat of the control group).";
        }
        return switch (burstable(route)) {
            case YES -> EARNS;
            case NOT_KNOWN ->
                "The instance type is not known. If it is burstable, its CPU credits are used up. " + EARNS;
            case NO -> "The instance type uses no CPU credits. Another machine on the same host causes this.";
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
}
