package ch.meuthak.lotse.console.trust;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Calls that are forgotten with the test: the newest 2,000. */
public final class MemoryHookCalls implements HookCalls {
    private static final int MOST = 2000;

    private final Deque<HookCall> calls = new ArrayDeque<>();

    @Override
    public synchronized void add(HookCall call) {
        calls.addFirst(call);
        if (calls.size() > MOST) {
            calls.removeLast();
        }
    }

    @Override
    public synchronized List<HookCall> latest(boolean trusted, int limit) {
        return calls.stream()
                .filter(call -> call.trusted() == trusted)
                .limit(limit)
                .toList();
    }

    /** The newest call, trusted or not. */
    public synchronized HookCall last() {
        return calls.getFirst();
    }
}
