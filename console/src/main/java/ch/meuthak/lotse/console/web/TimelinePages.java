package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.drift.Kind;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** The page that shows what has changed, and its forms that accept it. */
final class TimelinePages {
    private static final String NAV = "timeline";
    private static final String PATH = "/timeline";

    private final ConsoleFacts facts;
    private final Pages pages;

    TimelinePages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    void page(ServerRequest request, ServerResponse response) {
        pages.send(
                request,
                response,
                NAV,
                NAV,
                TimelineView.of(facts, kind(request), before(request), Pages.rows(request)));
    }

    /** The kind that the address asks for; absent for all. */
    static Optional<Kind> kind(ServerRequest request) {
        return request.query().first("kind").map(id -> Kind.of(id)
                .orElseThrow(() -> Refusal.badRequest("There is no such kind of change. Take one of the list.")));
    }

    /** The line that the address begins before; {@code Long.MAX_VALUE} for the newest. */
    static long before(ServerRequest request) {
        String text = request.query().first("before").orElse("");
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.badRequest("before must be the sequence of a line. Begin with the newest.");
        }
        return Long.parseLong(text);
    }

    void accept(ServerRequest request, ServerResponse response) {
        Form form = Form.of(request);
        Optional<String> one = form.text("id");
        if (one.isPresent()) {
            facts.drift().accept(one.get());
        } else {
            facts.drift()
                    .acceptAll(form.text("mark")
                            .orElseThrow(() -> Refusal.badRequest("Say what to accept. Use the page's buttons.")));
        }
        Redirect.to(response, PATH);
    }
}
