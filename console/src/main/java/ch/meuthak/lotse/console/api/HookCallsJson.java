package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import java.util.List;

/** {@code GET /api/hook-calls}: the newest calls of trusted callers, and of all others. */
public record HookCallsJson(List<HookCall> trusted, List<HookCall> others) {

    /** So many of each. */
    public static HookCallsJson of(HookCalls calls, int limit) {
        return new HookCallsJson(calls.latest(true, limit), calls.latest(false, limit));
    }
}
