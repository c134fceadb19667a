package ch.meuthak.lotse.console.hook;

/**
 * How many calls of the hook are dealt with in a minute. Whoever proves who he is has a share of his own: nothing that
 * strangers send takes from it.
 *
 * @param posts redeploy requests of proved callers
 * @param gets questions of proved callers for an outcome
 * @param strangers calls that prove nothing, of everybody together and of both kinds
 * @param strangersOfOne of them, those of one address
 * @param addresses how many addresses of strangers are told apart; the one that was seen least recently is forgotten
 */
public record HookLimits(int posts, int gets, int strangers, int strangersOfOne, int addresses) {

    /** For a pipeline that deploys now and then, and asks every second or so how it goes. */
    public static HookLimits defaults() {
        return new HookLimits(30, 240, 30, 6, 1000);
    }
}
