package ch.meuthak.lotse.console.web.targets;

import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The target groups and their targets. */
public record TargetsPage(ConsoleFacts facts, Pages pages) {
    public void show(ServerRequest request, ServerResponse response) {
        pages.snapshot(
                request,
                response,
                Page.TARGETS,
                topology -> TargetsView.of(topology, facts.shown(), Pages.rows(request)));
    }
}
