package ch.meuthak.lotse.console.diagnosis.rules.change;

import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LastSeen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Instances that were seen before, and how they were then. */
final class SinceLastSeen {
    static final String INSTANCES = "DescribeInstances";
    static final String KEPT = "the last kept state";

    private SinceLastSeen() {}

    /** An instance, and how it was before. */
    record Pair(Instance now, LastSeen before) {}

    static Optional<Pair> first(RequestTrace route, BiPredicate<Instance, LastSeen> which) {
        Map<String, LastSeen> before = new HashMap<>();
        RequestTrace.known(route.observed().lastSeen()).forEach(one -> before.put(one.instanceId(), one));
        return RequestTrace.known(route.topology().instances()).stream()
                .flatMap(instance ->
                        Optional.ofNullable(before.get(instance.id())).map(was -> new Pair(instance, was)).stream())
                .filter(pair -> which.test(pair.now(), pair.before()))
                .findFirst();
    }

    static String orNone(String address) {
        return address.isEmpty() ? "none" : address;
    }
}
