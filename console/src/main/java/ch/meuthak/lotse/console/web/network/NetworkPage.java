package ch.meuthak.lotse.console.web.network;

import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Elastic IP addresses, instances and security groups. */
public record NetworkPage(ConsoleFacts facts, Pages pages) {
    public void show(ServerRequest request, ServerResponse response) {
        pages.snapshot(
                request,
                response,
                Page.NETWORK,
                topology -> NetworkView.of(topology, facts.pageClock(), Pages.rows(request)));
    }
}
