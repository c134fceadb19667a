package ch.meuthak.lotse.console.web.timeline;

import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Redirect;
import ch.meuthak.lotse.console.web.request.Refusal;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** The page with differences and events, and its forms that change the baseline. */
public final class TimelinePages {

    private final ConsoleFacts facts;
    private final Pages pages;

    public TimelinePages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void page(ServerRequest request, ServerResponse response) {
        pages.send(
                request,
                response,
                Page.TIMELINE,
                TimelineView.of(facts, kind(request), before(request), Pages.rows(request)));
    }

    /** The kind that the address asks for; absent for all. */
    public static Optional<Kind> kind(ServerRequest request) {
        return request.query().first("kind").map(id -> Kind.of(id)
                .orElseThrow(() -> Refusal.badRequest("Unknown kind of event. Use one of the filters on the page.")));
    }

    /** The line that the address begins before; {@code Long.MAX_VALUE} for the newest. */
    public static long before(ServerRequest request) {
        String text = request.query().first("before").orElse("");
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.badRequest(
                    "before must be the sequence number of an entry. Leave it out to get the newest entries.");
        }
        return Long.parseLong(text);
    }

    public void accept(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        Optional<String> one = form.text("id");
        if (one.isPresent()) {
            facts.drift().accept(one.get());
        } else {
            facts.drift()
                    .acceptAll(form.text("mark")
                            .orElseThrow(() -> Refusal.badRequest(
                                    "The form names no difference. Reload the page and use its buttons.")));
        }
        Redirect.to(response, Page.TIMELINE.path());
    }
}
