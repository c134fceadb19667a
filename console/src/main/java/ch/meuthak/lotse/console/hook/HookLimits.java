package ch.meuthak.lotse.console.hook;

/**
 * The largest number of calls in a minute. Proved callers have a share of their own, which strangers cannot use up.
 *
 * @param posts redeploy requests of proved callers
 * @param gets questions of proved callers about an outcome
 * @param strangers all calls that prove nothing
 * @param strangersOfOne those of one address
 * @param addresses the addresses of strangers that are counted apart; the least recent one is dropped
 */
public record HookLimits(int posts, int gets, int strangers, int strangersOfOne, int addresses) {

    /** For a pipeline that deploys now and then, and asks for the state every second. */
    public static HookLimits defaults() {
        return new HookLimits(30, 240, 30, 6, 1000);
    }
}
