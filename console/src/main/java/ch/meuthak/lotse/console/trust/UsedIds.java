package ch.meuthak.lotse.console.trust;

/** Stores the used ids durably: across restarts, and longer than a call with the id could be accepted. */
public interface UsedIds {

    /**
     * Takes the id. Among any number of callers with the same id, one gets {@code true}.
     *
     * @return false when it was used before
     * @throws UsedIdsUnavailable when it cannot be kept: then it must count as used
     */
    boolean use(SingleUse id);

    /**
     * Whether the id was used before, so far as it is remembered. Takes nothing.
     *
     * @throws UsedIdsUnavailable when that cannot be read
     */
    boolean isUsed(SingleUse id);

    /** The disk is full, read-only or gone, or too much is remembered. The message says which and what to do. */
    final class UsedIdsUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UsedIdsUnavailable(String message) {
            super(message);
        }
    }
}
