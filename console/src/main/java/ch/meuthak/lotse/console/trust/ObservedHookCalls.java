package ch.meuthak.lotse.console.trust;

import ch.meuthak.lotse.server.Listeners;
import ch.meuthak.lotse.server.Subscription;
import java.util.List;

/** Remembered calls of the hook that also say when there is a new one. */
public final class ObservedHookCalls implements HookCalls {
    private final HookCalls calls;
    private final Listeners<HookCall> listeners = new Listeners<>();

    public ObservedHookCalls(HookCalls calls) {
        this.calls = calls;
    }

    /** Calls the listener, which must not block, after each call that was remembered. */
    public Subscription onAdd(Runnable listener) {
        return listeners.add(_ -> listener.run());
    }

    @Override
    public void add(HookCall call) {
        calls.add(call);
        listeners.changed(call);
    }

    @Override
    public List<HookCall> latest(boolean trusted, int limit) {
        return calls.latest(trusted, limit);
    }
}
