package ch.meuthak.lotse.console.hook;

/**
 * How many calls are looked at. They are counted before anything is verified, so that nobody can keep the box busy with
 * signatures.
 *
 * @param posts redeploy requests in a minute, of everybody together
 * @param postsOfOne of one caller
 * @param gets questions for an outcome in a minute, of everybody together
 * @param getsOfOne of one caller
 * @param callers how many callers are told apart; the one that was seen least recently is forgotten
 */
public record HookLimits(int posts, int postsOfOne, int gets, int getsOfOne, int callers) {

    /** For a pipeline that deploys now and then, and asks every second or so how it goes. */
    public static HookLimits defaults() {
        return new HookLimits(30, 6, 240, 60, 1000);
    }
}
