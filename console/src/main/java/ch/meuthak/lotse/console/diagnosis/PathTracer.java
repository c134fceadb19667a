package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Topology;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Follows a request through a snapshot and says of each part whether it lets the request through. */
public final class PathTracer {
    private PathTracer() {}

    /**
     * Judges every hop.
     *
     * @param previous the path before; a hop that has not changed its status keeps its {@code since}
     * @param now the time of the judgement: certificates are judged by it, and what has changed has changed now
     */
    public static RequestPath trace(
            Topology topology, ReleaseFacts release, Optional<RequestPath> previous, Instant now) {
        var route = new Route(topology, release, now);
        List<HopState> hops = Stream.of(Hop.values())
                .map(hop -> state(hop, rule(hop).judge(route), previous, now))
                .toList();
        return new RequestPath(hops, worst(hops), Verdict.of(topology, release, hops));
    }

    private static HopRule rule(Hop hop) {
        return switch (hop) {
            case DNS -> new DnsHopRule();
            case LOAD_BALANCER -> new LoadBalancerHopRule();
            case LISTENER -> new ListenerHopRule();
            case RULE -> new RuleHopRule();
            case TARGET_GROUP -> new TargetGroupHopRule();
            case TARGET -> new TargetHopRule();
            case SECURITY_GROUP -> new SecurityGroupHopRule();
            case RELEASE -> new ReleaseHopRule();
        };
    }

    private static HopState state(Hop hop, Judgement judgement, Optional<RequestPath> previous, Instant now) {
        Predicate<HopState> same = before -> before.hop() == hop && before.status() == judgement.status();
        Instant since = previous.map(RequestPath::hops).orElse(List.of()).stream()
                .filter(same)
                .map(HopState::since)
                .findFirst()
                .orElse(now);
        return new HopState(hop, judgement.status(), judgement.title(), judgement.detail(), judgement.facts(), since);
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
