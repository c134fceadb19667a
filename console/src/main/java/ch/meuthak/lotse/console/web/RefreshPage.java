package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.aws.TopologyFeed;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;

/** The button that has AWS read again now. */
final class RefreshPage {
    private static final Set<String> BACK =
            Set.of("/", "/diagnosis", "/network", "/certificate", "/targets", "/deployments", "/timeline", "/account");

    private final TopologyFeed feed;

    RefreshPage(TopologyFeed feed) {
        this.feed = feed;
    }

    void refresh(ServerRequest request, ServerResponse response) {
        feed.refresh();
        Redirect.to(
                response, Form.of(request).text("back").filter(BACK::contains).orElse("/"));
    }
}
