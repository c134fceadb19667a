package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Hop;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of each part of the way whether it lets a request through: by what was found at it, and by whether what it takes to
 * judge it was read.
 */
final class PathTracer {
    private PathTracer() {}

    static RequestPath trace(RequestTrace route, List<Finding> findings, Optional<RequestPath> previous) {
        Map<Hop, List<Finding>> at = new EnumMap<>(Hop.class);
        findings.stream().flatMap(Finding::withConsequences).forEach(finding -> finding.hop()
                .ifPresent(
                        hop -> at.merge(hop, List.of(finding), (some, one) -> Stream.concat(some.stream(), one.stream())
                                .toList())));
        List<HopState> hops = Stream.of(Hop.values())
                .map(hop -> state(hop, reader(hop).read(route), at.getOrDefault(hop, List.of()), route, previous))
                .toList();
        boolean stopped = findings.stream().anyMatch(Finding::stops);
        return new RequestPath(hops, stopped ? HopStatus.FAIL : worst(hops), Verdict.of(route, hops, findings));
    }

    private static HopReader reader(Hop hop) {
        return switch (hop) {
            case DNS -> new DnsReader();
            case LOAD_BALANCER -> new LoadBalancerReader();
            case LISTENER -> new ListenerReader();
            case RULE -> new RuleReader();
            case TARGET_GROUP -> new TargetGroupReader();
            case TARGET -> new TargetReader();
            case SECURITY_GROUP -> new SecurityGroupReader();
            case RELEASE -> new ReleaseReader();
        };
    }

    private static HopState state(
            Hop hop, HopReading reading, List<Finding> findings, RequestTrace route, Optional<RequestPath> previous) {
        HopStatus status = status(reading, findings);
        Predicate<HopState> same = before -> before.hop() == hop && before.status() == status;
        return new HopState(
                hop,
                status,
                reading.title(),
                detail(status, reading, findings),
                reading.facts(),
                previous.map(RequestPath::hops).orElse(List.of()).stream()
                        .filter(same)
                        .map(HopState::since)
                        .findFirst()
                        .orElse(route.now()));
    }

    private static HopStatus status(HopReading reading, List<Finding> findings) {
        if (findings.stream().anyMatch(Finding::stops)) {
            return HopStatus.FAIL;
        }
        if (!reading.known()) {
            return HopStatus.UNKNOWN;
        }
        return findings.stream().anyMatch(PathTracer::warns) ? HopStatus.WARN : HopStatus.OK;
    }

    private static boolean warns(Finding finding) {
        return finding.severity().isAtLeast(Severity.WARNING);
    }

    /** The first that stops requests, else the first warning; the others at the hop by their titles. */
    private static String detail(HopStatus status, HopReading reading, List<Finding> findings) {
        if (status == HopStatus.OK || status == HopStatus.UNKNOWN) {
            return reading.detail();
        }
        Finding first = findings.stream()
                .filter(status == HopStatus.FAIL ? Finding::stops : PathTracer::warns)
                .findFirst()
                .orElseThrow();
        String others = findings.stream()
                .filter(finding -> !finding.equals(first) && warns(finding))
                .map(Finding::title)
                .collect(Collectors.joining("; "));
        return first.sentence() + (others.isEmpty() ? "" : " Also: " + others + ".");
    }

    private static HopStatus worst(List<HopState> hops) {
        return hops.stream()
                .map(HopState::status)
                .max(Comparator.comparingInt(PathTracer::weight))
                .orElseThrow();
    }

    /** What is not known is worse than a warning: the path may be broken there. */
    private static int weight(HopStatus status) {
        return switch (status) {
            case OK -> 0;
            case WARN -> 1;
            case UNKNOWN -> 2;
            case FAIL -> 3;
        };
    }
}
