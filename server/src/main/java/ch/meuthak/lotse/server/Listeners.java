package ch.meuthak.lotse.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Those who want to know of each change. One that fails does not keep the others from it. */
public final class Listeners<T> {
    private static final Logger LOG = Logger.getLogger(Listeners.class.getName());

    private final List<Entry<T>> entries = new CopyOnWriteArrayList<>();

    /** Its own identity, so that the same consumer can listen twice. */
    private static final class Entry<T> {
        private final Consumer<T> listener;

        private Entry(Consumer<T> listener) {
            this.listener = listener;
        }
    }

    /** Calls it after each change from now on, until the subscription is closed. */
    public Subscription add(Consumer<T> listener) {
        var entry = new Entry<>(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Calls them one after the other, on the caller's thread. */
    public void changed(T now) {
        for (Entry<T> entry : entries) {
            try {
                entry.listener.accept(now);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener failed", e);
            }
        }
    }
}
