package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls;
import ch.meuthak.lotse.console.trust.HookCalls.HookCallsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One line in the log for every call, and a row for the operator. Of those that are turned away unheard, a row stands for
 * all of some seconds: otherwise a flood that costs the verifier nothing would keep the disk busy.
 */
final class CallAudit {
    private static final Logger LOG = Logger.getLogger(CallAudit.class.getName());
    /** The rate limit, a hook that is closed or cannot answer. */
    private static final Set<Integer> TURNED_AWAY = Set.of(429, 503);

    private static final Duration BETWEEN_ROWS = Duration.ofSeconds(10);

    private final HookCalls calls;
    private @Nullable Instant lastTurnedAway;
    private int untold;

    CallAudit(HookCalls calls) {
        this.calls = calls;
    }

    void record(HookCall call) {
        LOG.log(Level.INFO, "{0}", call.line());
        HookCall row = TURNED_AWAY.contains(call.status()) ? summed(call) : call;
        if (row == null) {
            return;
        }
        try {
            calls.add(row);
        } catch (HookCallsUnavailable e) {
            LOG.log(Level.WARNING, "The last call is in this log alone: {0}", e.getMessage());
        }
    }

    private synchronized @Nullable HookCall summed(HookCall call) {
        Instant last = lastTurnedAway;
        boolean soon = last != null && !call.at().isBefore(last) && call.at().isBefore(last.plus(BETWEEN_ROWS));
        if (soon) {
            untold++;
            return null;
        }
        String others = untold == 0 ? "" : " " + untold + " more calls were turned away since the last such row.";
        lastTurnedAway = call.at();
        untold = 0;
        return call.because(call.cause() + others);
    }
}
