package ch.meuthak.lotse.console.web.overview;

import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The way of a request at a glance, and what serves. */
public record OverviewPage(ConsoleFacts facts, Pages pages) {
    public void show(ServerRequest request, ServerResponse response) {
        pages.send(request, response, Page.OVERVIEW, OverviewView.of(facts));
    }
}
