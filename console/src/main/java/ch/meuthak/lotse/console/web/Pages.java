package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** The pages that only show. Each says to the feed that somebody looks, and shows the last snapshot without waiting. */
final class Pages {
    static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");

    private final ConsoleFacts facts;
    private final Templates templates;
    private final Assets assets;

    Pages(ConsoleFacts facts, Templates templates, Assets assets) {
        this.facts = facts;
        this.templates = templates;
        this.assets = assets;
    }

    void overview(ServerRequest request, ServerResponse response) {
        send(request, response, "overview", "overview", OverviewView.of(facts));
    }

    void network(ServerRequest request, ServerResponse response) {
        snapshot(request, response, "network", topology -> NetworkView.of(topology, clock(), rows(request)));
    }

    void certificate(ServerRequest request, ServerResponse response) {
        snapshot(
                request,
                response,
                "certificate",
                topology -> CertificateView.of(
                        topology, facts.outside().latest().get().tls(), facts.shown(), clock(), rows(request)));
    }

    void targets(ServerRequest request, ServerResponse response) {
        snapshot(request, response, "targets", topology -> TargetsView.of(topology, facts.shown(), rows(request)));
    }

    /** Renders a page, or only its live part when htmx asks for it. */
    void send(ServerRequest request, ServerResponse response, String template, String nav, Object view) {
        facts.feed().watched();
        Session session = Caller.session(request);
        PageFrame frame = PageFrame.of(nav, Paths.self(request.prologue()), session.csrf(), assets.urls(), facts);
        html(
                request,
                response,
                isLive(request) ? templates.live(template, frame, view) : templates.page(template, frame, view));
    }

    /** Renders a page for somebody who is not logged in. */
    void sendBare(ServerRequest request, ServerResponse response, String template, Object view) {
        html(
                request,
                response,
                templates.page(template, PageFrame.bare(Paths.LOGIN, assets.urls(), facts.now()), view));
    }

    /** Renders once what needs no request, so that the first reader does not wait for the templates to be parsed. */
    void warmUp() {
        PageFrame frame = PageFrame.of("overview", "/", "warm-up", assets.urls(), facts);
        templates.page("overview", frame, OverviewView.of(facts));
        templates.page("login", frame, new LoginView(false, "", "", ""));
    }

    private void snapshot(
            ServerRequest request, ServerResponse response, String name, Function<Topology, Object> view) {
        Optional<Topology> topology = facts.old().or(() -> facts.feed().latest());
        if (topology.isEmpty()) {
            send(request, response, "waiting", name, name);
        } else {
            send(request, response, name, name, view.apply(topology.get()));
        }
    }

    private static boolean isLive(ServerRequest request) {
        return request.headers().contains(HX_REQUEST);
    }

    static RowLimit rows(ServerRequest request) {
        return RowLimit.of(request.query().contains("all"));
    }

    private When.Clock clock() {
        return new When.Clock(facts.now());
    }

    private static void html(ServerRequest request, ServerResponse response, String html) {
        Answer.send(request, response, HTML, html.getBytes(StandardCharsets.UTF_8));
    }
}
