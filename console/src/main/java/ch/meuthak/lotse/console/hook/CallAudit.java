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
 * Writes one log line and one row for every call. One row stands for all calls of some seconds that were turned away unread:
 * a flood must not fill the disk.
 */
final class CallAudit {
    private static final Logger LOG = Logger.getLogger(CallAudit.class.getName());
    /** The rate limit; a hook that is closed or cannot answer. */
    private static final Set<Integer> TURNED_AWAY = Set.of(429, 503);

    private static final Duration BETWEEN_ROWS = Duration.ofSeconds(10);

    private final HookCalls calls;

    /** Two sums: a stranger must not hide the answer that a pipeline got. */
    private final Sum trusted = new Sum();

    private final Sum others = new Sum();

    CallAudit(HookCalls calls) {
        this.calls = calls;
    }

    void record(HookCall call) {
        HookCall row = TURNED_AWAY.contains(call.status()) ? (call.trusted() ? trusted : others).of(call) : call;
        if (row == null) {
            return;
        }
        LOG.log(Level.INFO, "{0}", row.line());
        try {
            calls.add(row);
        } catch (HookCallsUnavailable e) {
            LOG.log(Level.WARNING, "The last call is in this log only: {0}", e.getMessage());
        }
    }

    private static final class Sum {
        private @Nullable Instant last;
        private int unlisted;

        /** The call, with the number of calls since the last row; null when that row is new. */
        private synchronized @Nullable HookCall of(HookCall call) {
            Instant before = last;
            if (before != null && !call.at().isBefore(before) && call.at().isBefore(before.plus(BETWEEN_ROWS))) {
                unlisted++;
                return null;
            }
            String more = unlisted == 0 ? "" : " " + unlisted + " more calls were turned away since the last such row.";
            last = call.at();
            unlisted = 0;
            return call.because(call.cause() + more);
        }
    }
}
