package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one sentence about the whole path. It says that nothing is broken only when every hop was judged. */
final class Verdict {
    private Verdict() {}

    static String of(RequestTrace route, List<HopState> hops, List<Finding> findings) {
        List<HopState> unknown = with(hops, HopStatus.UNKNOWN);
        Optional<Finding> broken = findings.stream().filter(Finding::stops).findFirst();
        if (broken.isPresent()) {
            return broken(broken.get(), unknown);
        }
        Optional<Problem> refusal = route.topology().refusal();
        if (!unknown.isEmpty() && refusal.isPresent()) {
            return notKnown(route) + "AWS cannot be read. " + refusal.get().cause();
        }
        if (!unknown.isEmpty()) {
            return notKnown(route) + "Hops without a verdict: " + labels(unknown) + ". "
                    + unknown.getFirst().detail();
        }
        return through(route, with(hops, HopStatus.WARN));
    }

    private static String notKnown(RequestTrace route) {
        return "It is not known whether requests for " + route.domain() + " succeed. ";
    }

    private static String through(RequestTrace route, List<HopState> warnings) {
        String release = route.observed()
                .release()
                .serving()
                .map(name -> "release " + name)
                .orElse("the release");
        String warned = warnings.isEmpty() ? "" : " Warnings: " + labels(warnings) + ".";
        Fact<HttpVisit> visit = route.observed().outside().domain();
        return visit.toOptional().isPresent()
                ? (warnings.isEmpty() ? "All good. " : "") + "Requests for " + route.domain() + " reach " + release
                        + "." + warned
                : "No fault found. Every part that was read passes requests for " + route.domain() + " on to " + release
                        + ". The answer of the domain is not known. " + HopReading.why(visit) + warned;
    }

    private static String broken(Finding first, List<HopState> unknown) {
        if (first.hop().isEmpty()) {
            return "Broken: " + first.sentence();
        }
        Hop at = first.hop().get();
        List<HopState> before =
                unknown.stream().filter(hop -> hop.hop().compareTo(at) < 0).toList();
        return "Broken at " + (at == Hop.DNS ? "" : "the ") + label(at) + ": " + first.sentence()
                + (before.isEmpty() ? "" : " Earlier hops that are not known: " + labels(before) + ".");
    }

    private static List<HopState> with(List<HopState> hops, HopStatus status) {
        return hops.stream().filter(hop -> hop.status() == status).toList();
    }

    private static String labels(List<HopState> hops) {
        return hops.stream().map(hop -> label(hop.hop())).collect(Collectors.joining(", "));
    }

    private static String label(Hop hop) {
        return hop == Hop.DNS ? "DNS" : hop.label().toLowerCase(Locale.ROOT);
    }
}
