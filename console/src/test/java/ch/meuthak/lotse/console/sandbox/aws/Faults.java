package ch.meuthak.lotse.console.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The faults that are switched on. */
public final class Faults {
    /** Stands for every call. */
    public static final String EVERY_CALL = "*";

    private final Map<String, List<Fault>> faults = new ConcurrentHashMap<>();

    /** Switches a fault on for an action, {@code DescribeTargetHealth}, or for {@link #EVERY_CALL}. */
    public void inject(String action, Fault fault) {
        faults.merge(action, List.of(fault), (old, more) -> Stream.concat(old.stream(), more.stream())
                .toList());
    }

    /** Switches every fault off. */
    public void clear() {
        faults.clear();
    }

    /** The faults of an action, in the order in which they were switched on. */
    List<Fault> of(String action) {
        return Stream.concat(
                        faults.getOrDefault(EVERY_CALL, List.of()).stream(),
                        faults.getOrDefault(action, List.of()).stream())
                .toList();
    }

    /** Whether the call is throttled; each time uses one of the times up. */
    boolean throttle(String action) {
        boolean throttled = of(action).stream().anyMatch(fault -> fault instanceof Fault.Throttle(int n) && n > 0);
        faults.replaceAll((key, list) -> key.equals(action) || key.equals(EVERY_CALL)
                ? list.stream().map(Faults::usedUp).toList()
                : list);
        return throttled;
    }

    private static Fault usedUp(Fault fault) {
        return fault instanceof Fault.Throttle(int times) ? new Fault.Throttle(times - 1) : fault;
    }
}
