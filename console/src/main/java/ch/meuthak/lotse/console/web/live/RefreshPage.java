package ch.meuthak.lotse.console.web.live;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.request.Form;
import ch.meuthak.lotse.console.web.request.Redirect;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The button that has AWS read again now. */
public final class RefreshPage {
    private final TopologyFeed feed;

    public RefreshPage(TopologyFeed feed) {
        this.feed = feed;
    }

    public void refresh(ServerRequest request, ServerResponse response) {
        feed.refresh();
        Redirect.to(
                response,
                Form.of(request)
                        .text("back")
                        .flatMap(Page::at)
                        .orElse(Page.OVERVIEW)
                        .path());
    }
}
