package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.server.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to know what the probes see. */
final class OutsideListeners {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Subscription add(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The probes have seen something else than before. */
    void changed() {
        listeners.forEach(Runnable::run);
    }
}
