package ch.meuthak.lotse.console.web.certificate;

import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The listeners and their certificates. */
public record CertificatePage(ConsoleFacts facts, Pages pages) {
    public void show(ServerRequest request, ServerResponse response) {
        pages.snapshot(
                request,
                response,
                Page.CERTIFICATE,
                topology -> CertificateView.of(
                        topology,
                        facts.outside().latest().get().tls(),
                        facts.shown(),
                        facts.pageClock(),
                        Pages.rows(request)));
    }
}
