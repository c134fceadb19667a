package ch.meuthak.lotse.console.trust;

import java.util.List;

/**
 * The calls of the hook that are remembered: so many of each kind, so that neither strangers nor a pipeline that polls push
 * out the calls that started something.
 */
public interface HookCalls {

    /**
     * Remembers a call.
     *
     * @throws HookCallsUnavailable when it cannot be kept
     */
    void add(HookCall call);

    /**
     * The newest first.
     *
     * @param trusted those of whom is trusted, or all the others
     * @throws HookCallsUnavailable when they cannot be read
     */
    List<HookCall> latest(boolean trusted, int limit);

    /** The disk is full, read-only or gone. The message says which and what to do. */
    final class HookCallsUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public HookCallsUnavailable(String message) {
            super(message);
        }
    }
}
