package ch.meuthak.lotse.console.trust;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembered calls of the hook that also say when there is a new one. */
public final class ObservedHookCalls implements HookCalls {
    private final HookCalls calls;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    public ObservedHookCalls(HookCalls calls) {
        this.calls = calls;
    }

    /** Ends with {@link #close}. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Calls the listener, which must not block, after each call that was remembered. */
    public Subscription onAdd(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void add(HookCall call) {
        calls.add(call);
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<HookCall> latest(boolean trusted, int limit) {
        return calls.latest(trusted, limit);
    }
}
