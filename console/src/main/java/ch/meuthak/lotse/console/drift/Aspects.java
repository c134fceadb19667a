package ch.meuthak.lotse.console.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of things that are compared. */
final class Aspects {
    static final List<Aspect> ALL = List.of(
            new DnsAspect(),
            new LoadBalancerAspect(),
            new ListenerAspect(),
            new CertificateAspect(),
            new RuleAspect(),
            new TargetGroupAspect(),
            new TargetAspect(),
            new HealthAspect(),
            new SecurityGroupAspect(),
            new ReleaseAspect(),
            new InstanceAspect(),
            new AddressAspect());

    private static final Map<Kind, Aspect> BY_KIND =
            ALL.stream().collect(Collectors.toMap(Aspect::kind, Function.identity()));

    private Aspects() {}

    /** A difference, and the words for it. */
    record Told(Delta delta, Difference difference) {}

    /**
     * What differs between two states, in the order of the kinds.
     *
     * @param region for the commands
     */
    static List<Told> differences(State before, State after, String region) {
        var undo = new Undo(after, region);
        return Comparison.of(before, after).stream()
                .flatMap(delta -> tell(delta, undo).map(words -> new Told(delta, words)).stream())
                .sorted((one, other) ->
                        one.difference().kind().compareTo(other.difference().kind()))
                .toList();
    }

    private static Optional<Difference> tell(Delta delta, Undo undo) {
        return Optional.ofNullable(BY_KIND.get(delta.item().kind()))
                .flatMap(aspect -> aspect.tell(delta, undo))
                .map(difference -> difference.of(delta.key()));
    }
}
