package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.console.words.BoxWords;
import java.util.stream.Collectors;

/** The release behind the edge must be alive. Needs nothing of AWS. */
final class ReleaseReader implements HopReader {
    private static final String TITLE = "Release";

    @Override
    public HopReading read(RequestTrace route) {
        Outside outside = route.observed().outside();
        HopReading deployed = deployed(route);
        return OutsideWords.visit(
                OutsideWords.visit(deployed, "Through the domain", outside.domain()), "Direct", outside.straight());
    }

    private static HopReading deployed(RequestTrace route) {
        ReleaseFacts release = route.observed().release();
        if (!release.known()) {
            return route.visit()
                    .filter(HttpVisit::isServed)
                    .map(visit -> HopReading.known(
                            visit.release().isEmpty() ? TITLE : visit.release(),
                            "It answers through the domain. " + release.detail()))
                    .orElseGet(() -> HopReading.unknown(TITLE, release.detail()));
        }
        if (release.serving().isEmpty() && release.alive()) {
            return HopReading.unknown(
                    TITLE, "A service answers, but this console did not deploy it. " + release.detail());
        }
        String serving = release.serving().orElse("");
        HopReading reading = HopReading.known(
                        serving.isEmpty() ? TITLE : serving,
                        (release.deploying() ? "It serves, and a deployment is in progress. " : "It serves. ")
                                + release.detail())
                .withId("Release", serving);
        return route.box().map(box -> withBox(reading, box)).orElse(reading);
    }

    private static HopReading withBox(HopReading reading, Box box) {
        HopReading more = reading.with("Published", BoxWords.published(box)).with("Containers", containers(box));
        return box.resources()
                .map(left -> more.with("Memory", available(left.availableMemory(), left.memory()))
                        .with("Disk", available(left.freeDisk(), left.disk()))
                        .with(
                                "CPU steal",
                                left.cpu().map(cpu -> share(cpu.steal())).orElse(""))
                        .with(
                                "CPU throttled",
                                left.cpu()
                                        .filter(Box.Cpu::isThrottled)
                                        .map(cpu -> share(cpu.throttled()))
                                        .orElse("")))
                .orElse(more);
    }

    private static String containers(Box box) {
        return box.containers().stream()
                .map(one -> one.name() + " " + one.state()
                        + (one.restarts() == 0 ? "" : ", restarted " + one.restarts() + "×"))
                .collect(Collectors.joining("; "));
    }

    private static String share(double part) {
        return Math.round(part * 100) + " % of the time";
    }

    private static String available(long bytes, long of) {
        return Amounts.mebibytes(bytes) + " of " + Amounts.mebibytes(of) + " free";
    }
}
