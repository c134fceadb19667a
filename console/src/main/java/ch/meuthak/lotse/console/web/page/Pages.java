package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.access.Caller;
import ch.meuthak.lotse.console.web.access.Session;
import ch.meuthak.lotse.console.web.request.Paths;
import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Renders pages. Each shows the last snapshot without waiting, and reports to the feed that a person looks. */
public final class Pages {
    static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");

    private final ConsoleFacts facts;
    private final Templates templates;
    private final Assets assets;

    public Pages(ConsoleFacts facts, Templates templates, Assets assets) {
        this.facts = facts;
        this.templates = templates;
        this.assets = assets;
    }

    /** Renders a page, or only its live part when htmx asks for it. */
    public void send(ServerRequest request, ServerResponse response, Page page, Object view) {
        send(request, response, page.id() + "/" + page.id(), page, view);
    }

    /** The same for a template that has no entry of its own in the navigation. */
    public void send(ServerRequest request, ServerResponse response, String template, Page page, Object view) {
        facts.feed().watched();
        Session session = Caller.session(request);
        PageFrame frame =
                PageFrame.of(Optional.of(page), Paths.self(request.prologue()), session.csrf(), assets.urls(), facts);
        html(
                request,
                response,
                isLive(request) ? templates.live(template, frame, view) : templates.page(template, frame, view));
    }

    /** Renders a page without a login. */
    public void sendBare(ServerRequest request, ServerResponse response, String template, Object view) {
        html(
                request,
                response,
                templates.page(template, PageFrame.bare(Paths.LOGIN, assets.urls(), facts.now()), view));
    }

    /** Makes the view of a page from a snapshot. */
    public interface SnapshotView {
        Object of(Topology topology, ConsoleFacts facts, RowLimit rows);
    }

    /** A page of the last snapshot; before the first one, a page that waits for it. */
    public Handler snapshot(Page page, SnapshotView view) {
        return (request, response) -> facts.old()
                .or(() -> facts.feed().latest())
                .ifPresentOrElse(
                        topology -> send(request, response, page, view.of(topology, facts, rows(request))),
                        () -> waiting(request, response, page));
    }

    /** Says that Reading AWS for the first time. */
    public void waiting(ServerRequest request, ServerResponse response, Page page) {
        send(request, response, "page/waiting", page, page.title());
    }

    private static boolean isLive(ServerRequest request) {
        return request.headers().contains(HX_REQUEST);
    }

    public static RowLimit rows(ServerRequest request) {
        return RowLimit.of(request.query().contains("all"));
    }

    private static void html(ServerRequest request, ServerResponse response, String html) {
        Answer.send(request, response, HTML, html.getBytes(StandardCharsets.UTF_8));
    }
}
