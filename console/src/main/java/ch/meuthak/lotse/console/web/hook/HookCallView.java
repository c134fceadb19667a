package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.UntrustedText;
import ch.meuthak.lotse.console.web.page.When;
import ch.meuthak.lotse.console.words.CodeWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the hook, or several in a row that differ only in their time: a pipeline queries the status many times.
 *
 * @param at when the newest was
 * @param times the number of calls
 * @param first when the oldest was
 * @param who the claimed caller; empty without a claim
 * @param digest short; empty when it was not read
 * @param deployment empty for none
 */
public record HookCallView(
        When at,
        int times,
        When first,
        Badge mark,
        String asks,
        String who,
        boolean trusted,
        String caller,
        String digest,
        String wholeDigest,
        String deployment,
        String cause) {

    /** Characters of a name: the longest name from GitHub (repository, run, actor) is shorter. */
    private static final int LONGEST_NAME = 320;

    private static final int LONGEST_CAUSE = 1000;

    /** The calls, the newest first. Equal calls in a row become one. */
    static List<HookCallView> of(List<HookCall> calls, Instant now) {
        List<HookCallView> views = new ArrayList<>();
        int start = 0;
        for (int next = 1; next <= calls.size(); next++) {
            if (next == calls.size() || !alike(calls.get(start), calls.get(next))) {
                views.add(of(calls.subList(start, next), new When.Clock(now)));
                start = next;
            }
        }
        return views;
    }

    private static boolean alike(HookCall one, HookCall other) {
        return at(one, Instant.EPOCH).equals(at(other, Instant.EPOCH));
    }

    private static HookCall at(HookCall call, Instant time) {
        return new HookCall(
                time,
                call.method(),
                call.caller(),
                call.who(),
                call.trusted(),
                call.deployment(),
                call.digest(),
                call.status(),
                call.cause());
    }

    private static HookCallView of(List<HookCall> alike, When.Clock clock) {
        HookCall call = alike.getFirst();
        String digest = UntrustedText.shown(call.digest(), LONGEST_NAME);
        return new HookCallView(
                clock.when(call.at()),
                alike.size(),
                clock.when(alike.getLast().at()),
                mark(call.status()),
                call.method().equals("POST") ? "Redeploy" : "Status query",
                UntrustedText.shown(call.who(), LONGEST_NAME),
                call.trusted(),
                UntrustedText.shown(call.caller(), LONGEST_NAME),
                new Release(digest, "", "").shortDigest(),
                digest,
                UntrustedText.shown(call.deployment(), LONGEST_NAME),
                UntrustedText.shown(call.cause(), LONGEST_CAUSE));
    }

    private static Badge mark(int status) {
        String word = status + " " + CodeWords.of("hook", Integer.toString(status));
        if (status < 300) {
            return new Badge("ok", word);
        }
        return new Badge(status == 409 || status == 429 || status == 503 ? "warn" : "fail", word.strip());
    }

    public boolean several() {
        return times > 1;
    }
}
