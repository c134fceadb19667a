package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.facts.Box;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The memory use of each container in the last minutes, also of removed ones. For one thread. */
final class MemoryUse {
    private static final int MOST = 40;

    private final Engine engine;
    private final Map<String, Deque<Box.Use>> samples = new HashMap<>();

    MemoryUse(Engine engine) {
        this.engine = engine;
    }

    void measure(String id, Instant at) throws PlatformException {
        Optional<Long> now = engine.memory(id);
        if (now.isPresent()) {
            Deque<Box.Use> all = samples.computeIfAbsent(id, _ -> new ArrayDeque<>());
            all.addLast(new Box.Use(now.get(), at));
            if (all.size() > MOST) {
                all.removeFirst();
            }
        }
    }

    Optional<Box.Use> lastBefore(String id, Instant at) {
        return samples.getOrDefault(id, new ArrayDeque<>()).stream()
                .filter(use -> use.at().isBefore(at))
                .reduce((_, later) -> later);
    }

    void keepOnly(Collection<String> ids) {
        samples.keySet().retainAll(ids);
    }
}
