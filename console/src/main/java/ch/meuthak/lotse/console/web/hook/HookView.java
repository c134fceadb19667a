package ch.meuthak.lotse.console.web.hook;

import ch.meuthak.lotse.console.trust.HookCall;
import ch.meuthak.lotse.console.trust.HookCalls.HookCallsUnavailable;
import ch.meuthak.lotse.console.trust.TrustSettings;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import java.util.List;

/**
 * The redeploy hook: its trusted callers, the texts to paste, its calls, and the result of a token test.
 *
 * @param trusted calls from trusted callers
 * @param others all the others
 */
public record HookView(
        TrustView trust,
        HookExamples examples,
        TokenTestView test,
        Listing<HookCallView> trusted,
        Listing<HookCallView> others) {

    static HookView of(ConsoleFacts facts, RowLimit rows, TokenTestView test) {
        TrustSettings settings = facts.hook().trust().settings();
        return new HookView(
                TrustView.of(settings),
                HookExamples.of(settings, facts.hook().imageRepository()),
                test,
                calls(facts, true, rows),
                calls(facts, false, rows));
    }

    /** Reads as many calls as a page can ever show, because many calls become one row. */
    private static Listing<HookCallView> calls(ConsoleFacts facts, boolean trusted, RowLimit rows) {
        try {
            List<HookCall> calls =
                    facts.hook().calls().latest(trusted, RowLimit.of(true).limit());
            return Listing.of(HookCallView.of(calls, facts.now()), rows, row -> row);
        } catch (HookCallsUnavailable e) {
            return new Listing<>(List.of(), 0, String.valueOf(e.getMessage()));
        }
    }

    /** The page's title: the result of the token test comes first, for screen readers. */
    public String title() {
        return test.result().stream()
                .findFirst()
                .map(result -> result.mark().word() + " · Pipeline")
                .orElse("Pipeline");
    }
}
