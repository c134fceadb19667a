package ch.meuthak.lotse.console.trust;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Used ids that are forgotten with the test. */
public final class MemoryUsedIds implements UsedIds {
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    @Override
    public boolean use(SingleUse id) {
        return used.add(id.id());
    }

    @Override
    public boolean isUsed(SingleUse id) {
        return used.contains(id.id());
    }
}
